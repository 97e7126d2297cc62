package org.verdite.risks;

/// A place in a matrix.
///
/// @param likelihood from 1 to 5
/// @param consequence from 1 to 5
public record Step(int likelihood, int consequence) {}
