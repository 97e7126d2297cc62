package org.verdite.monitoring.judgement;

/// Why a value can't be judged. The code is stored with the judgement; codes are never reused.
public enum Reason {
    /// Not detected, and the detection limit lies above the limit.
    LEVEL_ABOVE_LIMIT(1),
    /// Not detected, and nobody said at which level.
    LEVEL_UNKNOWN(2),
    /// Beyond the instrument's range, and the range ends inside the limit.
    RANGE_BELOW_LIMIT(3),
    /// Too much to count.
    TOO_MUCH(4),
    /// Rejected by the laboratory (qualifier R) or at validation.
    REJECTED(5),
    /// Flagged by the instrument: maintenance, calibration, fault.
    FLAGGED(6),
    /// There is no number.
    NO_VALUE(7),
    /// The limit is a formula, and a value it depends on was not measured, or not near enough.
    COVARIATE_MISSING(8),
    /// The limit is a formula that says nothing for these values.
    OUTSIDE_FORMULA(9),
    /// A mean of too few results, or of a period of which too little was measured.
    TOO_FEW(10),
    /// Not a reason against judging: with what is not detected counted otherwise the verdict would be another.
    DEPENDS_ON_NON_DETECTS(11),
    /// A person took it out, and another agreed.
    SUPPRESSED(12);

    private static final Reason[] ALL = values();
    private final int code;

    Reason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Reason of(int code) {
        return ALL[code - 1];
    }
}
