package org.verdite.funds;

/// What environmental money is spent on.
public enum Category {
    POLLUTION_CONTROL,
    MONITORING,
    RESTORATION,
    EMERGENCY,
    CLOSURE,
    TAX_FEES,
    RESEARCH
}
