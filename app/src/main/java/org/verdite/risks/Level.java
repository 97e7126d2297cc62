package org.verdite.risks;

/// The four levels of a matrix, least first.
public enum Level {
    LOW,
    MEDIUM,
    HIGH,
    EXTREME
}
