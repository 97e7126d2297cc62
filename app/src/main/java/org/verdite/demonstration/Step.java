package org.verdite.demonstration;

import java.time.LocalDate;

/// A part of the load. It runs in a transaction that also notes that it is done, unless it says that it keeps its own.
interface Step {

    /// As it is noted: never renamed.
    String name();

    /// What it brings, in words for the person who waits.
    String brings();

    /// @param day the day of the load; simulated results and the dates of items are counted back from it
    void load(LocalDate day);

    /// True for work that commits by itself and changes nothing when it is repeated.
    default boolean ownTransactions() {
        return false;
    }
}
