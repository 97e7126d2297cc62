package org.verdite.monitoring.judgement;

/// What came of judging one value against one limit. An expected "can't say" is a verdict, not an error.
public sealed interface Verdict {

    Verdict NO_LIMIT = new NoLimit();
    Verdict WITHIN = new Within();
    Verdict WARNING = new Warning();
    Verdict ABOVE = new Exceeded(true);
    Verdict BELOW = new Exceeded(false);

    /// No limit was valid for the value.
    record NoLimit() implements Verdict {}

    record Within() implements Verdict {}

    /// Within, but at or past the share of the limit at which it warns.
    record Warning() implements Verdict {}

    /// @param above true past the upper bound, false under the lower one
    record Exceeded(boolean above) implements Verdict {}

    record NotJudgeable(Reason reason) implements Verdict {}

    /// As `monitoring.result.verdict` stores it: 0 no limit, 1 within, 2 warning, 3 exceeded, 4 not judgeable.
    default int code() {
        return switch (this) {
            case NoLimit() -> 0;
            case Within() -> 1;
            case Warning() -> 2;
            case Exceeded(var _) -> 3;
            case NotJudgeable(var _) -> 4;
        };
    }

    /// Of several verdicts the worst stands: exceeded, warning, not judgeable, within, no limit.
    default int rank() {
        return switch (this) {
            case NoLimit() -> 0;
            case Within() -> 1;
            case NotJudgeable(var _) -> 2;
            case Warning() -> 3;
            case Exceeded(var _) -> 4;
        };
    }

    /// 0 for every verdict that needs no reason.
    default int reasonCode() {
        return this instanceof NotJudgeable(var reason) ? reason.code() : 0;
    }
}
