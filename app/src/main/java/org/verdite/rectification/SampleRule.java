package org.verdite.rectification;

/// Which minor corrections of a severity are verified.
///
/// @param share of a hundred reported corrections, drawn by lot
/// @param least the first so many that a unit reports in a month are drawn in any case
/// @param waitDays so long what was not drawn may still be verified or drawn; then the clock closes it
/// @param raisedDays so far back and so long ahead everything of a unit is drawn when one of its drawn ones fails
public record SampleRule(Severity severity, int share, int least, int waitDays, int raisedDays, int version) {}
