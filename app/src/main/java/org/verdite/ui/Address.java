package org.verdite.ui;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses of our own pages, and the unit they carry: `/actions?state=OPEN&unit=7`.
public final class Address {

    private static final Pattern UNIT = Pattern.compile("[?&]unit=(\\d{1,9})(?=[&#]|$)");
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[^\\\\\\p{Cntrl}]{0,2000}");

    private Address() {}

    /// The address if it leads to a page of ours, else the other one: nobody is sent elsewhere by a link we show.
    public static String ours(@Nullable String address, String otherwise) {
        return address != null && OURS.matcher(address).matches() ? address : otherwise;
    }

    /// Null when it carries none.
    public static @Nullable Integer unit(@Nullable String address) {
        Matcher found = UNIT.matcher(address == null ? "" : address);
        return found.find() ? Integer.valueOf(found.group(1)) : null;
    }

    /// The same page within a unit; an address that names its unit already stays as it is.
    public static String within(String address, @Nullable Integer unit) {
        if (unit == null || unit(address) != null) {
            return address;
        }
        int hash = address.indexOf('#');
        String page = hash < 0 ? address : address.substring(0, hash);
        return page + (page.contains("?") ? "&" : "?") + "unit=" + unit + address.substring(page.length());
    }

    /// The same page and filters for another unit, or for all with null: from the first page of its list.
    public static String instead(String address, @Nullable Integer unit) {
        String bare = address.replaceAll("(?<=[?&])(unit|after|before)=[^&#]*(&|(?=#|$))", "")
                .replaceAll("[?&](?=#|$)", "");
        return within(bare, unit);
    }
}
