package org.verdite.rectification;

/// An item as the record it came from shows it.
///
/// @param state code of {@link ItemState}
/// @param path its page
public record LinkedItem(ItemId id, String number, String title, String state, String path) {}
