package org.verdite.demonstration;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Simulated laboratory results of the group's outfalls and stacks for the twelve months before a day. Each value
/// follows from its point, parameter and date alone, so that the same day gives the same file and two days give files
/// that agree where they overlap. Which values are exceedances is not known here.
final class Discharges {

    /// @param point code at the site
    /// @param writtenAs name of the parameter as the laboratory writes it
    /// @param value as the laboratory writes it: `0.134`, `<0.02`, `0.02L`
    record Result(String site, String point, LocalDate day, String writtenAs, String value, String unit) {}

    private static final int DAYS = 365;
    private static final double SEASON = 0.08;
    private static final double WIDEST = 2.5;
    private static final double SHARE_NOT_DETECTED = 0.04;

    private final LocalDate loadDay;
    private final List<Row> series;
    private final List<Row> episodes;

    Discharges(LocalDate loadDay, List<Row> series, List<Row> episodes) {
        this.loadDay = loadDay;
        this.series = series;
        this.episodes = episodes;
    }

    /// The results one laboratory reports, by day.
    List<Result> of(String laboratory) {
        var lines = series.stream()
                .filter(s -> s.text("laboratory").equals(laboratory))
                .toList();
        var results = new ArrayList<Result>();
        for (int before = DAYS; before > 0; before--) {
            LocalDate day = loadDay.minusDays(before);
            for (Row line : lines) {
                var result = result(line, day, -before);
                if (result != null) {
                    results.add(result);
                }
            }
        }
        return results;
    }

    private @Nullable Result result(Row line, LocalDate day, int offset) {
        String place = line.text("site") + "/" + line.text("point");
        if (Math.floorMod(day.toEpochDay() + hash(place), line.number("every_days")) != 0) {
            return null;
        }
        var happened = episodes.stream()
                .filter(e -> concerns(e, line) && e.number("first_day") <= offset && offset <= e.number("last_day"))
                .toList();
        if (happened.stream().anyMatch(e -> e.text("change").equals("GAP"))) {
            return null;
        }
        return new Result(
                line.text("site"),
                line.text("point"),
                day,
                line.text("written_as"),
                written(line, day, offset, happened),
                line.text("unit"));
    }

    private static boolean concerns(Row episode, Row line) {
        return episode.text("site").equals(line.text("site"))
                && List.of("*", line.text("point")).contains(episode.text("point"))
                && List.of("*", line.text("parameter")).contains(episode.text("parameter"));
    }

    private static String written(Row line, LocalDate day, int offset, List<Row> happened) {
        for (Row episode : happened) {
            if (episode.text("change").equals("SET")) {
                String[] values = episode.text("values").split(" ");
                return values[Math.min(offset - episode.number("first_day"), values.length - 1)];
            }
        }
        double value = usual(line, day);
        for (Row episode : happened) {
            if (episode.text("change").equals("DRIFT")) {
                double gone = (offset - episode.number("first_day"))
                        / (double) (episode.number("last_day") - episode.number("first_day"));
                value *= 1 + gone * (Double.parseDouble(episode.text("values")) - 1);
            }
        }
        return inWords(line, value);
    }

    private static double usual(Row line, LocalDate day) {
        String name = line.text("site") + "/" + line.text("point") + "/" + line.text("parameter");
        var random = new SplittableRandom(hash(name) * 1_000_003L + day.toEpochDay());
        double deviation = Math.clamp(random.nextGaussian(), -WIDEST, WIDEST);
        boolean low = random.nextDouble() < SHARE_NOT_DETECTED && line.said("reporting_limit") != null;
        double season = SEASON * Math.sin(2 * Math.PI * (day.getDayOfYear() / 365.0 + hash(name) % 100 / 100.0));
        double usual = line.decimal("typical").doubleValue()
                * Math.exp(line.decimal("spread").doubleValue() * deviation + season * spreadShare(line));
        return low ? Math.min(usual, line.decimal("reporting_limit").doubleValue() / 2) : usual;
    }

    /// What hardly spreads, such as pH, has hardly a season either.
    private static double spreadShare(Row line) {
        return Math.min(1, line.decimal("spread").doubleValue() / SEASON);
    }

    private static String inWords(Row line, double value) {
        BigDecimal level = line.maybeDecimal("reporting_limit");
        if (level != null && value < level.doubleValue()) {
            return line.text("laboratory").equals("clearwater")
                    ? level.toPlainString() + "L"
                    : "<" + level.toPlainString();
        }
        return BigDecimal.valueOf(value)
                .round(new MathContext(line.number("digits")))
                .toPlainString();
    }

    private static long hash(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
