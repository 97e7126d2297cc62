package org.verdite.targets;

/// What a value is over time.
public enum Nature {
    /// Adds up from January on: tonnes, kilograms, days.
    AMOUNT,
    /// Stands on a day: a share of sites, a count of posts. What was reached is not given up.
    LEVEL,
    /// An amount over what drives it: water for each tonne of ore. Moves also without our doing.
    INTENSITY;

    /// As it follows from how shares make up the whole, where nobody says otherwise.
    public static Nature of(Method method) {
        return switch (method) {
            case SUM -> AMOUNT;
            case WEIGHTED -> INTENSITY;
            default -> LEVEL;
        };
    }
}
