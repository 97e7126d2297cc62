package org.verdite.assessments;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Where a site stands in the tree.
final class Places {

    private Places() {}

    static UnitId unit(JdbcClient jdbc, SiteId site) {
        return jdbc.sql("select unit_id from organisation.pub_site where id = :id")
                .param("id", site.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("site " + site));
    }
}
