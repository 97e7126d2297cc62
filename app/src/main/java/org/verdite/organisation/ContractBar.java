package org.verdite.organisation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    public Map<Asked, List<Reason>> against(List<Asked> asked) {
        return jdbc
                .sql("select n from " + ROWS + """
                         where not coalesce((select range_agg(daterange(k.valid_from, k.valid_to)) @> daterange(asked.from_day, asked.until_day)
                          from organisation.contract k where k.contractor_id = asked.contractor_id
                            and (k.unit_id in (select id from organisation.pub_way_up(asked.unit_id))
                              or k.unit_id in (select organisation.pub_subtree(asked.unit_id, verdite.now()::date)))), false)""")
                .params(AdmissionBar.rows(asked))
                .query((rs, _) -> asked.get(rs.getInt("n") - 1))
                .list()
                .stream()
                .collect(Collectors.toMap(one -> one, ContractBar::missing));
    }

    private static List<Reason> missing(Asked asked) {
        return List.of(new Reason(
                "contract",
                "organisation.admission.bar.contract",
                List.of(),
                "/organisation/contractors/" + asked.contractor()));
    }
}
