package org.verdite.organisation;

/// What a room keeps for people from outside, who have an account and no role anywhere. They may ask for these pages
/// and for no others; what the pages show them is the database's matter.
public interface OpenToGuests {

    /// True when a guest may ask for the page or the address of the API.
    boolean opens(String path);

    /// Where a guest begins, a page of the menu; the first room that names one decides.
    String start();
}
