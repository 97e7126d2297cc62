package org.verdite.funds;

/// Where spending stands against what was due by then.
public enum Deviation {
    OVER,
    WITHIN,
    UNDER
}
