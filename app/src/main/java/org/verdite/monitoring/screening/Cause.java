package org.verdite.monitoring.screening;

/// Why a result says nothing about what was measured.
public enum Cause {
    INSTRUMENT,
    CALIBRATION,
    SAMPLING,
    LABORATORY,
    TRANSMISSION,
    OTHER
}
