package org.verdite.indicators;

/// An input that is missing, and why. Missing is not zero: the figure says so beside its value.
///
/// @param what "3 sites have not reported"
/// @param path where it can be supplied; empty where there is no page
/// @param count how many inputs are missing
public record Gap(Phrase what, String path, int count) {}
