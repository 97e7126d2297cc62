package org.verdite.funds;

/// Whether a line built something that lasts or kept something running.
public enum Nature {
    CAPEX,
    OPEX
}
