package org.verdite.demonstration;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Calendars;
import org.verdite.organisation.LegalEntities;
import org.verdite.organisation.NewFacility;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Sites;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Units with their moves and mergers, companies, sites, facilities and boundaries, and which days are worked.
@Component
@Order(10)
class PlacesStep implements Step {

    private final Units units;
    private final LegalEntities entities;
    private final Sites sites;
    private final Calendars calendars;

    PlacesStep(Units units, LegalEntities entities, Sites sites, Calendars calendars) {
        this.units = units;
        this.entities = entities;
        this.sites = sites;
        this.calendars = calendars;
    }

    @Override
    public String name() {
        return "places";
    }

    @Override
    public String brings() {
        return InputFiles.rows("sites.csv").size() + " sites in "
                + InputFiles.rows("units.csv").size() + " units";
    }

    @Override
    public void load(LocalDate day) {
        var ids = openUnits();
        entities();
        var siteIds = new HashMap<String, SiteId>();
        for (Row row : InputFiles.rows("sites.csv")) {
            siteIds.put(row.text("code"), sites.add(site(row, Codes.of(ids, row.text("unit")))));
        }
        for (Row row : InputFiles.rows("facilities.csv")) {
            sites.addFacility(new NewFacility(
                    Codes.of(siteIds, row.text("site")),
                    Codes.of(ids, row.text("unit")),
                    row.text("code"),
                    row.local("name"),
                    row.text("kind"),
                    row.maybeDecimal("latitude"),
                    row.maybeDecimal("longitude")));
        }
        for (Row row : InputFiles.rows("memberships.csv")) {
            sites.member(membership(row, Codes.of(siteIds, row.text("site"))));
        }
        calendars(siteIds);
    }

    /// China's days of 2026, of which nobody here has compared every one with the notice.
    private void calendars(Map<String, SiteId> siteIds) {
        calendars.add("CN", LocalText.of("China, State Council", "中国（国务院办公厅节假日安排）", "en"));
        for (Row row : InputFiles.rows("calendar_days.csv")) {
            calendars.day(
                    row.text("calendar"),
                    row.day("day"),
                    Boolean.parseBoolean(row.text("worked")),
                    row.local("name"),
                    "国务院办公厅关于2026年部分节假日安排的通知",
                    false);
        }
        for (Row row : InputFiles.rows("sites.csv")) {
            if (row.text("country").equals("CN")) {
                calendars.follow(Codes.of(siteIds, row.text("code")), "CN", LocalDate.of(2026, 1, 1));
            }
        }
    }

    private Map<String, UnitId> openUnits() {
        var ids = new HashMap<String, UnitId>();
        var rows = InputFiles.rows("units.csv");
        for (Row row : rows) {
            String parent = row.said("parent");
            ids.put(
                    row.text("code"),
                    units.open(new NewUnit(
                            row.text("code"),
                            row.local("name"),
                            row.text("kind"),
                            parent == null ? null : Codes.of(ids, parent),
                            row.day("opened"))));
        }
        InputFiles.rows("unit_moves.csv").stream()
                .sorted(Comparator.comparing(r -> r.day("from")))
                .forEach(r -> units.move(
                        Codes.of(ids, r.text("unit")),
                        Codes.of(ids, r.text("new_parent")),
                        r.day("from"),
                        r.text("reason")));
        for (Row row : InputFiles.rows("unit_successions.csv")) {
            units.succeed(
                    Codes.of(ids, row.text("unit")),
                    Codes.of(ids, row.text("successor")),
                    row.decimal("share"),
                    row.day("on"),
                    row.text("reason"));
        }
        for (Row row : rows) {
            LocalDate closed = row.maybeDay("closed");
            if (closed != null) {
                units.close(Codes.of(ids, row.text("code")), 1, closed);
            }
        }
        return ids;
    }

    private void entities() {
        for (Row row : InputFiles.rows("legal_entities.csv")) {
            entities.add(row.text("code"), row.local("name"), row.text("country"));
        }
        for (Row row : InputFiles.rows("holdings.csv")) {
            entities.hold(row.text("entity"), row.text("owner"), row.decimal("share"), row.day("from"));
        }
    }

    private static NewSite site(Row row, UnitId unit) {
        return new NewSite(
                unit,
                row.text("code"),
                row.local("name"),
                row.text("kind"),
                row.text("country"),
                row.text("province"),
                ZoneId.of(row.text("time_zone")),
                row.decimal("latitude"),
                row.decimal("longitude"),
                row.text("legal_entity"),
                row.text("minerals"),
                row.day("operating_since"),
                row.maybeDay("acquired"),
                row.maybeDay("closed"));
    }

    private static NewMembership membership(Row row, SiteId site) {
        return new NewMembership(
                row.text("boundary"),
                site,
                row.text("standing"),
                row.decimal("share"),
                row.day("from"),
                row.maybeDay("to"),
                row.maybeDay("due"),
                row.text("reason"),
                row.text("approved_by"));
    }
}
