package org.verdite.monitoring.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;

/// What a file's columns mean, and the answers to what the file itself doesn't say. Kept with the source and applied to
/// its next file of the same shape. Everything left out is recognised from the file or asked for.
///
/// @param source name and licence of where the data come from
/// @param columns role (see {@link Role#key()}) → heading
/// @param wide columns that hold one parameter each, with its unit; empty for one result a line
/// @param point code of the one point all lines belong to, where no column says it
/// @param points name in the file → point
/// @param parameters name in the file → parameter
/// @param missing texts that stand for "no value", beside the usual ones
/// @param scale what to do with values a thousand times off; null asks
/// @param statistic `VALUE`, `HOUR_MEAN`, …: what every value of the file is
/// @param mode `LABORATORY`, `FIELD` or `ONLINE`
/// @param intervalMinutes how long a value lasts; null for a moment
/// @param remember keep the mapping and the answers for this source's next file
public record MappingSpec(
        @Nullable Source source,
        Map<String, String> columns,
        List<WideColumn> wide,
        @Nullable String point,
        Map<String, PointChoice> points,
        Map<String, ParameterChoice> parameters,
        @Nullable DateStyle dates,
        @Nullable NumberStyle numbers,
        List<String> missing,
        @Nullable ZeroRule zero,
        @Nullable Keep duplicates,
        @Nullable Scale scale,
        String statistic,
        String mode,
        @Nullable Integer intervalMinutes,
        @Nullable Boolean remember) {

    /// As files are mapped that leave the question of scale open.
    public MappingSpec(
            @Nullable Source source,
            Map<String, String> columns,
            List<WideColumn> wide,
            @Nullable String point,
            Map<String, PointChoice> points,
            Map<String, ParameterChoice> parameters,
            @Nullable DateStyle dates,
            @Nullable NumberStyle numbers,
            List<String> missing,
            @Nullable ZeroRule zero,
            @Nullable Keep duplicates,
            String statistic,
            String mode,
            @Nullable Integer intervalMinutes,
            @Nullable Boolean remember) {
        this(
                source,
                columns,
                wide,
                point,
                points,
                parameters,
                dates,
                numbers,
                missing,
                zero,
                duplicates,
                null,
                statistic,
                mode,
                intervalMinutes,
                remember);
    }

    public static final MappingSpec EMPTY = new MappingSpec(
            null,
            Map.of(),
            List.of(),
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            List.of(),
            null,
            null,
            null,
            "VALUE",
            "LABORATORY",
            null,
            true);

    public record Source(String name, @Nullable String licence) {}

    public record WideColumn(
            String column, String parameter, @Nullable String unit) {}

    /// One of three: a point's code (`SITE/POINT`, or the point's code where it is unique), a new point, or leave out.
    public record PointChoice(
            @Nullable String point,
            @Nullable NewPoint create,
            @Nullable Boolean leaveOut) {}

    /// @param facility id of the facility the point hangs on
    public record NewPoint(
            int facility,
            String code,
            String name,
            String kind,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude) {}

    /// One of three: a parameter's code, a new parameter, or leave out; and what the file leaves unsaid about it.
    ///
    /// @param unit the values' unit where the file gives none
    /// @param basis what a bare unit counts: `N`, `NO3`
    /// @param series an existing series of the point, where another statistic or mode counts than the file's
    public record ParameterChoice(
            @Nullable String code,
            @Nullable NewParameter create,
            @Nullable Boolean leaveOut,
            @Nullable String fraction,
            @Nullable String basis,
            @Nullable String unit,
            @Nullable Integer series) {

        public ParameterChoice(
                @Nullable String code,
                @Nullable NewParameter create,
                @Nullable Boolean leaveOut,
                @Nullable String fraction,
                @Nullable String basis,
                @Nullable String unit) {
            this(code, create, leaveOut, fraction, basis, unit, null);
        }
    }

    public record NewParameter(
            @Nullable String code, String name, @Nullable String nameZh, String medium, String unit) {}

    /// What a 0 means where a laboratory can't have measured nothing.
    ///
    /// @param except parameter code → another meaning
    /// @param levels parameter code → level, for BELOW, in the series' unit
    public record ZeroRule(Zero rule, Map<String, Zero> except, Map<String, BigDecimal> levels) {
        public ZeroRule {
            except = except == null ? Map.of() : Map.copyOf(except);
            levels = levels == null ? Map.of() : Map.copyOf(levels);
        }
    }

    public enum Zero {
        NOT_DETECTED,
        BELOW,
        VALUE,
        LEAVE_OUT
    }

    /// What becomes of values a thousand times above or below all that their series has shown. None is scaled: what was
    /// written in another unit is put right in its unit.
    public enum Scale {
        KEEP,
        LEAVE_OUT
    }

    /// Which of two lines stands that give one result two values.
    public enum Keep {
        FIRST,
        SECOND,
        NEITHER
    }

    public MappingSpec {
        columns = columns == null ? Map.of() : Map.copyOf(columns);
        wide = wide == null ? List.of() : List.copyOf(wide);
        points = points == null ? Map.of() : Map.copyOf(points);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        missing = missing == null ? List.of() : List.copyOf(missing);
        statistic = statistic == null ? "VALUE" : statistic;
        mode = mode == null ? "LABORATORY" : mode;
    }

    public boolean remembered() {
        return remember == null || remember;
    }

    public MappingSpec withSource(@Nullable Source named) {
        return new MappingSpec(
                named,
                columns,
                wide,
                point,
                points,
                parameters,
                dates,
                numbers,
                missing,
                zero,
                duplicates,
                scale,
                statistic,
                mode,
                intervalMinutes,
                remember);
    }

    public MappingSpec withPoints(Map<String, PointChoice> chosen) {
        return new MappingSpec(
                source,
                columns,
                wide,
                point,
                chosen,
                parameters,
                dates,
                numbers,
                missing,
                zero,
                duplicates,
                scale,
                statistic,
                mode,
                intervalMinutes,
                remember);
    }

    public MappingSpec withParameters(Map<String, ParameterChoice> chosen) {
        return new MappingSpec(
                source,
                columns,
                wide,
                point,
                points,
                chosen,
                dates,
                numbers,
                missing,
                zero,
                duplicates,
                scale,
                statistic,
                mode,
                intervalMinutes,
                remember);
    }

    public MappingSpec withAnswers(
            @Nullable DateStyle dateStyle,
            @Nullable NumberStyle numberStyle,
            @Nullable ZeroRule zeroRule,
            @Nullable Keep keep) {
        return withAnswers(dateStyle, numberStyle, zeroRule, keep, null);
    }

    public MappingSpec withAnswers(
            @Nullable DateStyle dateStyle,
            @Nullable NumberStyle numberStyle,
            @Nullable ZeroRule zeroRule,
            @Nullable Keep keep,
            @Nullable Scale thousandfold) {
        return new MappingSpec(
                source,
                columns,
                wide,
                point,
                points,
                parameters,
                dateStyle == null ? dates : dateStyle,
                numberStyle == null ? numbers : numberStyle,
                missing,
                zeroRule == null ? zero : zeroRule,
                keep == null ? duplicates : keep,
                thousandfold == null ? scale : thousandfold,
                statistic,
                mode,
                intervalMinutes,
                remember);
    }
}
