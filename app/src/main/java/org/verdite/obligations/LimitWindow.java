package org.verdite.obligations;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.formula.Formula;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NonDetects;
import org.verdite.shared.units.UnitTable;

/// Over what a limit is taken and what else decides about it.
///
/// @param length ISO 8601: `PT8H`, `P30D`; empty where the statistic says it all
/// @param anchor `CALENDAR` for days and months as they are, `ROLLING` for every stretch of that length, `SAMPLE` from
///     a sample on, hours of every day at the point's own clock (`06:00/22:00` for noise by day, `09:00` for rain);
///     empty where nothing is said
/// @param covariates other values that the limit depends on, as hardness for metals
/// @param formula the bound as it follows from the covariates, see {@link Formula}; empty for a bound that is a number
/// @param season the days of each year on which it holds, both included: `05-01/10-31`, `11-01/03-31`; empty for all
/// @param nonDetects what is not detected counts as in a mean that is put together
/// @param ranked which of the values of a period it is, by size; null where the limit speaks of a value or a mean
public record LimitWindow(
        String length,
        String anchor,
        List<Covariate> covariates,
        String formula,
        String season,
        NonDetects nonDetects,
        @Nullable Ranked ranked) {

    public static final LimitWindow NONE = new LimitWindow("", "", List.of(), "");

    private static final Pattern DAY_OF_YEAR = Pattern.compile("\\d\\d-\\d\\d");

    private static final int MOST_DAYS = 366;
    private static final String HOUR = "([01]\\d|2[0-3]):[0-5]\\d";

    /// @param name by which the formula speaks of it: `hardness`; empty where no formula does
    /// @param parameter code, as in monitoring's table
    /// @param unit in which the formula takes it
    /// @param days how far apart it may have been measured; 0 for the same sample only
    /// @param source where its value comes from: "same sample", "median of the year before"
    public record Covariate(String name, String parameter, String unit, int days, String source) {
        /// What is left out is empty.
        public Covariate(
                @Nullable String name,
                @Nullable String parameter,
                @Nullable String unit,
                int days,
                @Nullable String source) {
            this.name = Objects.requireNonNullElse(name, "");
            this.parameter = Objects.requireNonNullElse(parameter, "");
            this.unit = Objects.requireNonNullElse(unit, "");
            this.days = days;
            this.source = Objects.requireNonNullElse(source, "");
        }

        public static Covariate said(String parameter, String source) {
            return new Covariate("", parameter, "", 0, source);
        }
    }

    public LimitWindow(String length, String anchor, List<Covariate> covariates, String formula) {
        this(length, anchor, covariates, formula, "", NonDetects.HALF, null);
    }

    /// What is left out is empty.
    public LimitWindow(
            @Nullable String length,
            @Nullable String anchor,
            @Nullable List<Covariate> covariates,
            @Nullable String formula,
            @Nullable String season,
            @Nullable NonDetects nonDetects,
            @Nullable Ranked ranked) {
        this.length = Objects.requireNonNullElse(length, "");
        this.anchor = Objects.requireNonNullElse(anchor, "");
        this.covariates = List.copyOf(Objects.requireNonNullElse(covariates, List.of()));
        this.formula = Objects.requireNonNullElse(formula, "").strip();
        this.season = Objects.requireNonNullElse(season, "").strip();
        this.nonDetects = Objects.requireNonNullElse(nonDetects, NonDetects.HALF);
        this.ranked = ranked;
    }

    public static LimitWindow by(String formula, List<Covariate> covariates) {
        return new LimitWindow("", "", covariates, formula);
    }

    LimitWindow withFormula(String other) {
        return new LimitWindow(length, anchor, covariates, other, season, nonDetects, ranked);
    }

    public LimitWindow in(String otherSeason, NonDetects counted) {
        return new LimitWindow(length, anchor, covariates, formula, otherSeason, counted, ranked);
    }

    public LimitWindow of(@Nullable Ranked other) {
        return new LimitWindow(length, anchor, covariates, formula, season, nonDetects, other);
    }

    /// Whether a day of the year belongs to a season; every day belongs to none.
    public static boolean within(String season, LocalDate day) {
        if (season.isEmpty()) {
            return true;
        }
        var from = MonthDay.parse("--" + season.substring(0, 5));
        var to = MonthDay.parse("--" + season.substring(6));
        var of = MonthDay.from(day);
        return from.isAfter(to) ? !of.isBefore(from) || !of.isAfter(to) : !of.isBefore(from) && !of.isAfter(to);
    }

    private static boolean isSeason(String text) {
        String[] days = text.split("/", -1);
        if (days.length != 2
                || !DAY_OF_YEAR.matcher(days[0]).matches()
                || !DAY_OF_YEAR.matcher(days[1]).matches()) {
            return false;
        }
        try {
            MonthDay.parse("--" + days[0]);
            MonthDay.parse("--" + days[1]);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    /// The names a formula may use, with their units.
    public Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        covariates.stream().filter(c -> !c.name().isEmpty()).forEach(c -> names.put(c.name(), c.unit()));
        return names;
    }

    /// @param unit of the limit
    void check(String unit) {
        if (!length.matches("|P(\\d{1,3}[YMWD])*(T(\\d{1,4}[HM])+)?")) {
            throw new Invalid("window", "obligations.invalid.word", length);
        }
        if (!anchor.matches("|CALENDAR|ROLLING|SAMPLE|" + HOUR + "(/" + HOUR + ")?")) {
            throw new Invalid("anchor", "obligations.invalid.word", anchor);
        }
        if (!season.isEmpty() && !isSeason(season)) {
            throw new Invalid("season", "obligations.invalid.season", season);
        }
        var seen = new HashSet<String>();
        for (Covariate covariate : covariates) {
            check(covariate);
            if (!covariate.name().isEmpty() && !seen.add(covariate.name())) {
                throw new Invalid("covariates", "obligations.invalid.twiceNamed", covariate.name());
            }
        }
        if (!formula.isEmpty()) {
            Formula.read(formula, unit, names());
        }
    }

    private static void check(Covariate covariate) {
        if (!covariate.parameter().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new Invalid("covariates", "obligations.invalid.parameter", covariate.parameter());
        }
        if (!covariate.name().matches("|[A-Za-z][A-Za-z0-9_]{0,39}")) {
            throw new Invalid("covariates", "obligations.invalid.name", covariate.name());
        }
        if (!covariate.unit().isEmpty()
                && UnitTable.standard().canonical(covariate.unit()).isEmpty()) {
            throw new Invalid("covariates", "ui.unit.unknown", covariate.unit());
        }
        if (covariate.days() < 0 || covariate.days() > MOST_DAYS) {
            throw new Invalid("covariates", "ui.form.range", 0, MOST_DAYS);
        }
        new Lengths().most("covariates", 200, covariate.source()).check();
        if (covariate.source().isBlank()) {
            throw new Invalid("covariates", "obligations.invalid.covariateSource", covariate.parameter());
        }
    }
}
