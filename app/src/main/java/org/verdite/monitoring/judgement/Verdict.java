package org.verdite.monitoring.judgement;

/// What came of judging one value against one limit. An expected "can't say" is a verdict, not an error.
public sealed interface Verdict {

    Verdict NO_LIMIT = new NoLimit();
    Verdict WITHIN = new Within(false);
    Verdict WARNING = new Warning(false);
    Verdict ABOVE = new Exceeded(true, false);
    Verdict BELOW = new Exceeded(false, false);

    /// No limit was valid for the value.
    record NoLimit() implements Verdict {}

    /// @param depends true where it would be another verdict with what is not detected counted otherwise
    record Within(boolean depends) implements Verdict {}

    /// Within, but at or past the share of the limit at which it warns.
    record Warning(boolean depends) implements Verdict {}

    /// @param above true past the upper bound, false under the lower one
    record Exceeded(boolean above, boolean depends) implements Verdict {}

    record NotJudgeable(Reason reason) implements Verdict {}

    /// As `monitoring.result.verdict` stores it: 0 no limit, 1 within, 2 warning, 3 exceeded, 4 not judgeable.
    default int code() {
        return switch (this) {
            case NoLimit() -> 0;
            case Within(var _) -> 1;
            case Warning(var _) -> 2;
            case Exceeded(var _, var _) -> 3;
            case NotJudgeable(var _) -> 4;
        };
    }

    /// Of several verdicts the worst stands: exceeded, warning, not judgeable, within, no limit.
    default int rank() {
        return switch (this) {
            case NoLimit() -> 0;
            case Within(var _) -> 1;
            case NotJudgeable(var _) -> 2;
            case Warning(var _) -> 3;
            case Exceeded(var _, var _) -> 4;
        };
    }

    /// 0 for every verdict that needs no reason.
    default int reasonCode() {
        return switch (this) {
            case NoLimit() -> 0;
            case NotJudgeable(var reason) -> reason.code();
            case Within(var depends) -> depends ? Reason.DEPENDS_ON_NON_DETECTS.code() : 0;
            case Warning(var depends) -> depends ? Reason.DEPENDS_ON_NON_DETECTS.code() : 0;
            case Exceeded(var _, var depends) -> depends ? Reason.DEPENDS_ON_NON_DETECTS.code() : 0;
        };
    }

    /// Everything but plainly within is kept.
    default boolean kept() {
        return code() > 1 || reasonCode() > 0;
    }

    /// The same, saying that it depends on how what is not detected is counted.
    default Verdict depending() {
        return switch (this) {
            case NoLimit() -> this;
            case NotJudgeable(var _) -> this;
            case Within(var _) -> new Within(true);
            case Warning(var _) -> new Warning(true);
            case Exceeded(var above, var _) -> new Exceeded(above, true);
        };
    }
}
