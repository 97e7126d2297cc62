package org.verdite.organisation;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Nobody is admitted without contracts, at the site's unit, below it or above it, that cover every day.
@Component
@Order(0)
class ContractBar implements AdmissionBar {

    private final JdbcClient jdbc;

    ContractBar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Reason> against(Asked asked) {
        boolean covered = jdbc.sql("""
                        select coalesce(range_agg(daterange(k.valid_from, k.valid_to)) @> daterange(:from, :until), false)
                        from organisation.contract k where k.contractor_id = :contractor
                          and (k.unit_id in (select id from organisation.pub_way_up(:unit))
                            or k.unit_id in (select organisation.pub_subtree(:unit, verdite.now()::date)))""")
                .param("contractor", asked.contractor())
                .param("unit", asked.unit().value())
                .param("from", asked.from())
                .param("until", asked.until())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        return covered
                ? List.of()
                : List.of(new Reason(
                        "contract",
                        "organisation.admission.bar.contract",
                        List.of(),
                        "/organisation/contractors/" + asked.contractor()));
    }
}
