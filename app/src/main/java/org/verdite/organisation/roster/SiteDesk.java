package org.verdite.organisation.roster;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.SiteChange;
import org.verdite.organisation.Sites;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Adds and changes sites.
@Component
class SiteDesk implements Desk {

    private final Sites sites;

    SiteDesk(Sites sites) {
        this.sites = sites;
    }

    @Override
    public void look(Form line, Standing standing) {
        var stands = standing.sites.get(line.typed("code"));
        if (!line.has("timeZone") || !ZoneId.getAvailableZoneIds().contains(line.typed("timeZone"))) {
            line.problem("timeZone", "organisation.invalid.zone", line.typed("timeZone"));
        }
        if (line.has("legalEntity") && !standing.entities.contains(line.typed("legalEntity"))) {
            line.problem("legalEntity", "organisation.roster.noEntity", line.typed("legalEntity"));
        }
        if (stands == null) {
            Desk.keeps(line, () -> Desk.unit(line, "unit", standing));
            Desk.keeps(line, () -> fresh(line, new UnitId(0)).check());
        } else {
            var difference = new Difference(line);
            difference.text("unit", stands.unit());
            Desk.keeps(line, () -> Desk.stays(difference, "unit"));
            Desk.keeps(line, () -> change(difference, stands).check());
        }
    }

    @Override
    public Taken take(Form line, Standing standing) {
        var stands = standing.sites.get(line.typed("code"));
        if (stands == null) {
            sites.add(fresh(line, Desk.unit(line, "unit", standing)));
            return Taken.NEW;
        }
        var difference = new Difference(line);
        var change = change(difference, stands);
        if (difference.any()) {
            sites.change(new SiteId(stands.id()), change);
        }
        return Taken.of(difference);
    }

    private static NewSite fresh(Form line, UnitId unit) {
        return new NewSite(
                unit,
                line.typed("code"),
                line.texts("name", 200),
                line.typed("kind"),
                line.typed("country"),
                line.typed("province"),
                zone(line.typed("timeZone")),
                line.number("latitude"),
                line.number("longitude"),
                line.typed("legalEntity"),
                line.typed("minerals"),
                line.optionalDate("operatingSince"),
                line.optionalDate("acquired"),
                line.optionalDate("closed"));
    }

    private static SiteChange change(Difference difference, Standing.Site stands) {
        @Nullable String entity = difference.text("legalEntity", stands.entity());
        return new SiteChange(
                stands.version(),
                difference.texts("name", stands.name()),
                difference.text("kind", stands.kind()),
                difference.text("country", stands.country()),
                difference.text("province", stands.province()),
                zone(difference.text("timeZone", stands.zone())),
                difference.number("latitude", stands.latitude()),
                difference.number("longitude", stands.longitude()),
                entity,
                difference.text("minerals", stands.minerals()),
                difference.day("operatingSince", stands.since()),
                difference.day("acquired", stands.acquired()),
                difference.day("closed", stands.closed()));
    }

    /// One that can't be read was told already; the others of its line are still looked at.
    private static ZoneId zone(String written) {
        return ZoneId.getAvailableZoneIds().contains(written) ? ZoneId.of(written) : ZoneOffset.UTC;
    }
}
