package org.verdite.organisation.roster;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.SiteChange;
import org.verdite.organisation.Sites;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.ui.form.Form;

/// Adds and changes sites.
@Component
class SiteDesk implements Desk {

    private final Sites sites;

    SiteDesk(Sites sites) {
        this.sites = sites;
    }

    @Override
    public Taken take(Form line, Standing standing) {
        var stands = standing.sites.get(line.typed("code"));
        return stands == null ? add(line, standing) : change(line, stands);
    }

    private Taken add(Form line, Standing standing) {
        var name = line.texts("name", 200);
        BigDecimal latitude = line.number("latitude");
        BigDecimal longitude = line.number("longitude");
        var since = line.optionalDate("operatingSince");
        var acquired = line.optionalDate("acquired");
        var closed = line.optionalDate("closed");
        line.check();
        sites.add(new NewSite(
                Desk.unit(line, "unit", standing),
                line.typed("code"),
                name,
                line.typed("kind"),
                line.typed("country"),
                line.typed("province"),
                zone(line.typed("timeZone")),
                latitude,
                longitude,
                line.typed("legalEntity"),
                line.typed("minerals"),
                since,
                acquired,
                closed));
        return Taken.NEW;
    }

    private Taken change(Form line, Standing.Site stands) {
        var difference = new Difference(line);
        difference.text("unit", stands.unit());
        @Nullable String entity = difference.text("legalEntity", stands.entity());
        var change = new SiteChange(
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
        line.check();
        Desk.stays(difference, "unit");
        if (difference.any()) {
            sites.change(new SiteId(stands.id()), change);
        }
        return Taken.of(difference);
    }

    private static ZoneId zone(String written) {
        try {
            return ZoneId.of(written);
        } catch (DateTimeException e) {
            throw new Invalid("timeZone", "organisation.invalid.zone", written);
        }
    }
}
