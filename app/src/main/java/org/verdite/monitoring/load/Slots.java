package org.verdite.monitoring.load;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;

/// The hours or legal days of a month, with those around it that samples and last valid values may come from.
final class Slots {

    /// An hour of online values stands with 45 of its minutes, a day with 20 of its hours.
    private static final double ENOUGH_OF_AN_HOUR = 0.75;
    private static final double ENOUGH_OF_A_DAY = 20.0 / 24;

    private final long[] edges;
    private final double enough;
    /// The first slot of the month, and the first after it.
    final int first;
    final int end;

    private Slots(long[] edges, int first, int end, double enough) {
        this.edges = edges;
        this.first = first;
        this.end = end;
        this.enough = enough;
    }

    static Slots of(YearMonth month, ZoneId zone, LoadRule.Method method) {
        LocalDate begin = month.atDay(1);
        LocalDate after = month.plusMonths(1).atDay(1);
        if (method.hourly()) {
            long from = second(begin, zone);
            int hours = (int) ((second(after, zone) - from) / 3600);
            int before = MassLoad.HOURS_BACK;
            long[] edges = new long[before + hours + 1];
            Arrays.setAll(edges, i -> from + (i - before) * 3600L);
            return new Slots(edges, before, before + hours, ENOUGH_OF_AN_HOUR);
        }
        int before = MassLoad.DAYS_APART;
        long[] edges = new long[2 * before + month.lengthOfMonth() + 1];
        Arrays.setAll(edges, i -> second(begin.plusDays(i - before), zone));
        return new Slots(edges, before, before + month.lengthOfMonth(), ENOUGH_OF_A_DAY);
    }

    private static long second(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toEpochSecond();
    }

    int count() {
        return edges.length - 1;
    }

    double seconds(int slot) {
        return edges[slot + 1] - edges[slot];
    }

    /// The slot of a moment; negative outside.
    int at(Instant moment) {
        long second = moment.getEpochSecond();
        if (second < edges[0] || second >= edges[edges.length - 1]) {
            return -1;
        }
        int found = Arrays.binarySearch(edges, second);
        return found >= 0 ? found : -found - 2;
    }

    boolean within(Reading reading) {
        long from = reading.from().getEpochSecond();
        return from < edges[end] && Math.max(reading.to().getEpochSecond(), from + 1) > edges[first];
    }

    /// The mean of each slot by the time its readings cover; not a number where they cover too little.
    double[] means(Iterable<Reading> readings, LoadRule.NonDetect rule) {
        double[] sum = new double[count()];
        double[] covered = new double[count()];
        for (Reading reading : readings) {
            double value = reading.counted(rule);
            if (Double.isNaN(value)) {
                continue;
            }
            long from = reading.from().getEpochSecond();
            long to = reading.to().getEpochSecond();
            boolean moment = to <= from;
            if (moment && at(reading.from()) < 0) {
                continue;
            }
            for (int i = notOver(from); i < count() && edges[i] < Math.max(to, from + 1); i++) {
                double seconds = moment ? seconds(i) : Math.min(to, edges[i + 1]) - Math.max(from, edges[i]);
                sum[i] += value * seconds;
                covered[i] += seconds;
            }
        }
        double[] means = new double[count()];
        Arrays.setAll(means, i -> covered[i] >= enough * seconds(i) ? sum[i] / covered[i] : Double.NaN);
        return means;
    }

    /// The first slot that is not over at a second.
    private int notOver(long second) {
        return second < edges[0] ? 0 : second >= edges[edges.length - 1] ? count() : at(Instant.ofEpochSecond(second));
    }

    /// The mean of what was sampled in each slot; a sample belongs to the slot in which it began.
    double[] samples(Iterable<Reading> readings, LoadRule.NonDetect rule) {
        double[] sum = new double[count()];
        int[] n = new int[count()];
        for (Reading reading : readings) {
            double value = reading.counted(rule);
            int slot = at(reading.from());
            if (!Double.isNaN(value) && slot >= 0) {
                sum[slot] += value;
                n[slot]++;
            }
        }
        double[] means = new double[count()];
        Arrays.setAll(means, i -> n[i] == 0 ? Double.NaN : sum[i] / n[i]);
        return means;
    }
}
