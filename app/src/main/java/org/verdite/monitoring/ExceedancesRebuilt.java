package org.verdite.monitoring;

import java.util.Set;

/// Known episodes were brought up to date. Published inside the transaction that stores them, after the fresh ones.
///
/// @param goOn those whose values still exceed, perhaps more than before
/// @param gone those that became part of another or were withdrawn
public record ExceedancesRebuilt(Set<Integer> goOn, Set<Integer> gone) {}
