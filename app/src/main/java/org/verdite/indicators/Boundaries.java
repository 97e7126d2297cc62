package org.verdite.indicators;

import java.util.List;

/// The boundaries a figure may be asked for: which sites count, and with what share.
public final class Boundaries {

    public static final List<String> ALL =
            List.of("ISO_SCOPE", "ALL_OWNED", "OPERATIONAL_CONTROL", "FINANCIAL_CONTROL", "EQUITY_SHARE");

    private Boundaries() {}
}
