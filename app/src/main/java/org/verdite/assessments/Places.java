package org.verdite.assessments;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Where a site stands in the tree, and what may be said of it.
final class Places {

    private Places() {}

    static UnitId unit(JdbcClient jdbc, SiteId site) {
        return jdbc.sql("select unit_id from organisation.pub_site where id = :id")
                .param("id", site.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("site " + site));
    }

    /// The site's unit, where the acting person may record what holds for it. Seeing a site is not enough.
    static UnitId editable(JdbcClient jdbc, Access access, SiteId site) {
        UnitId unit = unit(jdbc, site);
        access.require(Permission.ASSESSMENTS_EDIT, unit);
        return unit;
    }

    /// @throws Invalid naming the first field whose text is longer than it may be
    static void within(Map<String, String> texts, int most) {
        texts.forEach((field, text) -> {
            if (text.length() > most) {
                throw new Invalid(field, "ui.form.tooLong", most, text.length());
            }
        });
    }
}
