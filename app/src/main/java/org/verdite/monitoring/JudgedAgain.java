package org.verdite.monitoring;

/// Stored results of a series were judged again and some got another verdict. Published inside the transaction that
/// does it.
///
/// @param changed how many verdicts or their reasons are others now
/// @param exceeded how many of them are exceedances now and were none; cleared the other way round
public record JudgedAgain(int series, int changed, int exceeded, int cleared) {}
