package org.verdite.shared;

/// A record in any room, named without depending on that room. Links go both ways and many to many by such names.
///
/// @param room the room's word: `monitoring`
/// @param kind what it is there: `exceedance`
/// @param id its key there
/// @param title what a person would call it: `EX-2026-0187`
/// @param href its page, for instance `/monitoring/exceedances/187`
public record Origin(String room, String kind, String id, String title, String href) {
    public Origin {
        if (!href.startsWith("/") || href.startsWith("//")) {
            throw new IllegalArgumentException("an origin's page is inside Verdite");
        }
    }
}
