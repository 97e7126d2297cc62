package org.verdite.monitoring;

import java.time.Instant;
import org.verdite.obligations.LimitKind;
import org.verdite.shared.UnitId;

/// An episode that was not known before was found by judging. Published once an episode, inside the transaction that
/// stores it.
public record ExceedanceDetected(
        int exceedance, String number, UnitId unit, LimitKind kind, int series, Instant started) {}
