package org.verdite.obligations;

import java.util.List;
import java.util.Objects;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;

/// Over what a limit is taken and what else decides about it.
///
/// @param length ISO 8601: `PT8H`, `P30D`; empty where the statistic says it all
/// @param anchor `CALENDAR` for days and months as they are, `ROLLING` for every stretch of that length, `SAMPLE` from
///     a sample on; empty where nothing is said
/// @param covariates other values that the limit depends on, as hardness for metals
public record LimitWindow(String length, String anchor, List<Covariate> covariates) {

    public static final LimitWindow NONE = new LimitWindow("", "", List.of());

    /// @param parameter code, as in monitoring's table
    /// @param source where its value comes from: "same sample", "median of the year before"
    public record Covariate(String parameter, String source) {
        public Covariate {
            parameter = Objects.requireNonNullElse(parameter, "");
            source = Objects.requireNonNullElse(source, "");
        }
    }

    public LimitWindow {
        length = Objects.requireNonNullElse(length, "");
        anchor = Objects.requireNonNullElse(anchor, "");
        covariates = List.copyOf(Objects.requireNonNullElse(covariates, List.of()));
    }

    void check() {
        if (!length.matches("|P(\\d{1,3}[YMWD])*(T(\\d{1,4}[HM])+)?")) {
            throw new Invalid("window", "obligations.invalid.word", length);
        }
        if (!List.of("", "CALENDAR", "ROLLING", "SAMPLE").contains(anchor)) {
            throw new Invalid("anchor", "obligations.invalid.word", anchor);
        }
        for (Covariate covariate : covariates) {
            if (!covariate.parameter().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
                throw new Invalid("covariates", "obligations.invalid.parameter", covariate.parameter());
            }
            new Lengths().most("covariates", 200, covariate.source()).check();
            if (covariate.source().isBlank()) {
                throw new Invalid("covariates", "obligations.invalid.covariateSource", covariate.parameter());
            }
        }
    }
}
