package org.verdite.monitoring;

/// Somebody takes care of an episode. Published inside the transaction that keeps it.
public record ExceedanceAcknowledged(int exceedance) {}
