package org.verdite.indicators;

/// An input that is missing, and why. Missing is not zero: the figure says so beside its value.
///
/// @param what "3 sites have not reported"
/// @param path where it can be supplied; empty where there is no page
/// @param count how many inputs are missing; 0 where the words only say why there is nothing to tell
public record Gap(Phrase what, String path, int count) {

    /// Says why a figure has no value although nothing is missing, such as a share of no sites.
    public static Gap nothingThere(Phrase what) {
        return new Gap(what, "", 0);
    }
}
