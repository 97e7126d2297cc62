package org.verdite.indicators;

import java.time.Instant;

/// A record that changed what a figure is: a reason why it now differs from what was published.
///
/// @param what "Line 118 was reversed: invoice booked twice"
/// @param at when it was recorded
/// @param who key of the actor as the trail keeps it
/// @param path the record's page
public record Change(Phrase what, Instant at, String who, String path) {}
