package org.verdite.monitoring.screening;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds what deserves a second look in one series. Nothing is said of a series that is too short to say it. The same
/// readings give the same answer, in whatever order they once arrived.
final class Screen {

    /// Written with each doubt: a changed threshold is another rule.
    static final int RULE = 2;

    /// A jump and the jump back, so many readings apart, are one stretch; so many on either side say what a
    /// series is at.
    static final int BACK_WITHIN = 24;

    /// How readings are compared. Concentrations spread over orders of magnitude and are compared by their logarithms.
    enum Scale {
        PLAIN,
        LOGARITHMIC
    }

    /// @param value NaN where nothing was detected
    /// @param level below which nothing was detected; NaN when unknown or measured
    record Reading(Instant at, double value, double level) {
        boolean measured() {
            return !Double.isNaN(value);
        }
    }

    private static final int FEWEST_EQUAL = 6;
    private static final int FEWEST_STEPS = 30;
    private static final int FEWEST_OF_SEASON = 10;
    /// So many stretches would chance bring to the whole series.
    private static final double CHANCE = 0.01;

    private static final double STEPS = 20;
    private static final double DEVIATIONS = 6;
    /// On the logarithmic scale a step of less than a factor 10, or a distance of less than a factor 3, is nature's.
    private static final double LEAST_JUMP = Math.log(10);

    private static final double LEAST_DISTANCE = Math.log(3);
    private static final double LEAST_SPREAD = 0.1;
    /// Makes a median absolute deviation comparable with a standard deviation, for a normal distribution.
    private static final double NORMAL = 1.4826;

    private final List<Reading> readings;
    private final Scale scale;
    private final ZoneId zone;
    private final double[] scaled;

    private Screen(List<Reading> readings, Scale scale, ZoneId zone) {
        this.readings = readings;
        this.scale = scale;
        this.zone = zone;
        this.scaled = readings.stream()
                .mapToDouble(r -> r.measured() ? scaled(r.value()) : Double.NaN)
                .toArray();
    }

    /// @param readings of one series, in the order of time
    /// @param zone of the point, for its seasons
    static List<Stretch> of(List<Reading> readings, Scale scale, ZoneId zone) {
        var screen = new Screen(readings, scale, zone);
        var found = new ArrayList<Stretch>();
        found.addAll(screen.stuck());
        found.addAll(screen.jumps());
        found.addAll(screen.outliers());
        return found;
    }

    /// NaN where the scale has no place for it.
    private double scaled(double value) {
        if (scale == Scale.PLAIN) {
            return value;
        }
        return value > 0 ? Math.log(value) : Double.NaN;
    }

    /// What is not detected is no value that could stand still: it ends a run.
    private List<Stretch> stuck() {
        var runs = new ArrayList<int[]>();
        int pairs = 0;
        int equal = 0;
        int from = 0;
        for (int i = 1; i <= readings.size(); i++) {
            boolean pair = i < readings.size()
                    && readings.get(i).measured()
                    && readings.get(i - 1).measured();
            boolean same =
                    pair && readings.get(i).value() == readings.get(i - 1).value();
            pairs += pair ? 1 : 0;
            equal += same ? 1 : 0;
            if (!same) {
                if (i - from >= FEWEST_EQUAL) {
                    runs.add(new int[] {from, i - 1});
                }
                from = i;
            }
        }
        var found = new ArrayList<Stretch>();
        for (int[] run : runs) {
            int repeats = run[1] - run[0];
            int others = pairs - repeats;
            if (others < FEWEST_STEPS) {
                continue;
            }
            // how often the rest of the series repeats itself decides what a long run is
            double repeating = (equal - repeats + 1.0) / (others + 2.0);
            double chance = pairs * Math.pow(repeating, repeats);
            if (chance < CHANCE) {
                found.add(new Stretch(
                        DoubtKind.STUCK, run[0], run[1], readings.get(run[0]).value(), null, chance, others));
            }
        }
        return found;
    }

    private List<Stretch> jumps() {
        double[] steps = new double[readings.size()];
        Arrays.fill(steps, Double.NaN);
        long near = 3 * usualInterval();
        for (int i = 1; i < steps.length; i++) {
            long apart = readings.get(i).at().getEpochSecond()
                    - readings.get(i - 1).at().getEpochSecond();
            if (apart <= near) {
                steps[i] = scaled[i] - scaled[i - 1];
            }
        }
        double[] sizes = Arrays.stream(steps)
                .filter(s -> !Double.isNaN(s))
                .map(Math::abs)
                .sorted()
                .toArray();
        if (sizes.length < FEWEST_STEPS) {
            return List.of();
        }
        double usual = median(sizes);
        double spread = NORMAL * deviation(sizes, usual);
        if (spread == 0) {
            return List.of();
        }
        double most = Math.max(usual + STEPS * spread, scale == Scale.LOGARITHMIC ? LEAST_JUMP : 0);
        var found = new ArrayList<Stretch>();
        double left = Double.NaN;
        int done = -1;
        for (int i = 1; i < steps.length; i++) {
            if (!(Math.abs(steps[i]) > most) || i <= done) {
                continue;
            }
            double score = (Math.abs(steps[i]) - usual) / spread;
            if (strayedBefore(i)) {
                // the step leads home from values that no jump led to: the first of a series, or after a gap
                int from = strayedFrom(i, done + 1);
                if (from < i) {
                    double home = readings.get(i).value();
                    found.add(jump(from, i - 1, home, -score, sizes.length));
                }
            } else if (Math.abs(scaled[i] - left) <= most && stays(i, most)) {
                left = Double.NaN;
            } else {
                int to = back(steps, i, most);
                found.add(jump(i, to, readings.get(i - 1).value(), score, sizes.length));
                boolean back = to > i || returns(steps, i + 1, i, most);
                left = back ? left : scaled[i - 1];
                done = back ? to + 1 : to;
            }
        }
        return found;
    }

    private Stretch jump(int from, int to, double expected, double score, int compared) {
        return new Stretch(DoubtKind.JUMP, from, to, readings.get(from).value(), expected, score, compared);
    }

    /// Whether a step's reading is at home and the one before it is not.
    private boolean strayedBefore(int step) {
        double home = level(step);
        return 2 * Math.abs(scaled[step] - home) < Math.abs(scaled[step - 1] - home);
    }

    /// The first of the readings before a step that are as far from home as the last of them.
    private int strayedFrom(int step, int earliest) {
        double home = level(step);
        int from = step;
        while (from > earliest && 2 * Math.abs(scaled[from - 1] - home) > Math.abs(scaled[step - 1] - home)) {
            from--;
        }
        return from;
    }

    /// What the series is at around a step: as many readings before it as after it, so that neither side of a lasting
    /// change is at home.
    private double level(int step) {
        double[] around = Arrays.stream(
                        scaled, Math.max(0, step - BACK_WITHIN), Math.min(scaled.length, step + BACK_WITHIN))
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        return median(around);
    }

    /// Whether the readings from here on are where this one is: a single value at a level of long ago is no
    /// return to it.
    private boolean stays(int at, double most) {
        double[] after = Arrays.stream(scaled, at, Math.min(scaled.length, at + BACK_WITHIN))
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        return Math.abs(scaled[at] - median(after)) <= most;
    }

    /// The last reading before the series jumps back; the jump's own where it does not. Back is where it came from, by
    /// whatever detour; for want of that, a jump the other way that does not overshoot.
    private int back(double[] steps, int jump, double most) {
        int last = Math.min(steps.length - 1, jump + BACK_WITHIN);
        for (int i = jump + 1; i <= last; i++) {
            if (Math.abs(steps[i]) > most && Math.abs(scaled[i] - scaled[jump - 1]) <= most) {
                return i - 1;
            }
        }
        for (int i = jump + 1; i <= last; i++) {
            if (returns(steps, i, jump, most)) {
                return i - 1;
            }
        }
        return jump;
    }

    private boolean returns(double[] steps, int at, int jump, double most) {
        return at < steps.length
                && Math.abs(steps[at]) > most
                && Math.signum(steps[at]) == -Math.signum(steps[jump])
                && (scaled[at] - scaled[jump - 1]) * Math.signum(steps[jump]) >= -most;
    }

    private long usualInterval() {
        double[] apart = new double[Math.max(0, readings.size() - 1)];
        for (int i = 0; i < apart.length; i++) {
            apart[i] = readings.get(i + 1).at().getEpochSecond()
                    - readings.get(i).at().getEpochSecond();
        }
        Arrays.sort(apart);
        return apart.length == 0 ? 0 : (long) median(apart);
    }

    private List<Stretch> outliers() {
        int[] months = new int[readings.size()];
        for (int i = 0; i < months.length; i++) {
            months[i] = readings.get(i).at().atZone(zone).getMonthValue() - 1;
        }
        var seasons = new Season[12];
        var found = new ArrayList<Stretch>();
        for (int i = 0; i < months.length; i++) {
            if (Double.isNaN(scaled[i])) {
                continue;
            }
            int month = months[i];
            if (seasons[month] == null) {
                seasons[month] = season(months, month);
            }
            var season = seasons[month];
            if (season.far(scaled[i])) {
                add(found, i, season);
            }
        }
        return found;
    }

    /// Outliers one after the other, on the same side, are one stretch; its farthest value speaks for it.
    private void add(List<Stretch> found, int i, Season season) {
        double score = season.score(scaled[i]);
        double expected = scale == Scale.LOGARITHMIC ? Math.exp(season.median) : season.median;
        var one = new Stretch(DoubtKind.OUTLIER, i, i, readings.get(i).value(), expected, score, season.readings - 1);
        var last = found.isEmpty() ? null : found.getLast();
        if (last != null && last.to() == i - 1 && Math.signum(last.score()) == Math.signum(score)) {
            found.removeLast();
            var farthest = Math.abs(score) > Math.abs(last.score()) ? one : last;
            found.add(new Stretch(
                    DoubtKind.OUTLIER,
                    last.from(),
                    i,
                    farthest.value(),
                    farthest.expected(),
                    farthest.score(),
                    farthest.compared()));
        } else {
            found.add(one);
        }
    }

    /// What a series measures in a month and the months beside it, of all years.
    ///
    /// @param spread 0 when nothing can be said
    private record Season(int readings, double median, double spread, double least, boolean lowKnown) {

        boolean far(double value) {
            double distance = value - median;
            return readings > FEWEST_OF_SEASON
                    && spread > 0
                    && Math.abs(distance) > DEVIATIONS * spread
                    && Math.abs(distance) > least
                    && (distance > 0 || lowKnown);
        }

        double score(double value) {
            return (value - median) / spread;
        }
    }

    private Season season(int[] months, int month) {
        double[] all = new double[months.length];
        int n = 0;
        int below = 0;
        for (int i = 0; i < months.length; i++) {
            int apart = Math.floorMod(months[i] - month + 1, 12);
            if (apart > 2) {
                continue;
            }
            // what is not detected counts as high as it can be, so that a high value is doubted only where it is far
            // from that too
            double value = readings.get(i).measured()
                    ? scaled[i]
                    : scaled(readings.get(i).level());
            if (!Double.isNaN(value)) {
                all[n++] = value;
                below += readings.get(i).measured() ? 0 : 1;
            }
        }
        double[] sorted = Arrays.copyOf(all, n);
        Arrays.sort(sorted);
        if (n == 0) {
            return new Season(0, 0, 0, 0, false);
        }
        double median = median(sorted);
        double spread = NORMAL * deviation(sorted, median);
        return new Season(
                n,
                median,
                scale == Scale.LOGARITHMIC ? Math.max(spread, LEAST_SPREAD) : spread,
                scale == Scale.LOGARITHMIC ? LEAST_DISTANCE : 0,
                below * 4 <= n);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The median distance from the median.
    private static double deviation(double[] sorted, double median) {
        return median(
                Arrays.stream(sorted).map(v -> Math.abs(v - median)).sorted().toArray());
    }
}
