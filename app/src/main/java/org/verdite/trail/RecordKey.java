package org.verdite.trail;

/// A row as the trail names it.
///
/// @param place its table, for instance `funds.posting`
/// @param key its key there, as text
public record RecordKey(String place, String key) {}
