package org.verdite.risks.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.verdite.obligations.ClauseCiters;

/// Says on the page of a standard which aspects and which risks cite its clauses.
@Configuration(proxyBeanMethods = false)
class CitingRisks {

    @Bean
    ClauseCiters aspectsThatCite(JdbcClient jdbc) {
        return (standard, edition) ->
                cited(jdbc, "aspect_id", standard, edition, "risks.cites.aspects", "/risks/aspects?clause=");
    }

    @Bean
    ClauseCiters risksThatCite(JdbcClient jdbc) {
        return (standard, edition) -> cited(jdbc, "risk_id", standard, edition, "risks.cites.risks", "/risks?clause=");
    }

    private static Map<String, ClauseCiters.Cited> cited(
            JdbcClient jdbc, String who, String standard, String edition, String key, String list) {
        var cited = new HashMap<String, ClauseCiters.Cited>();
        jdbc.sql("select k.clause, count(*) as n from risks.cited_clause k where k." + who
                        + " is not null and k.standard = :standard and k.edition = :edition group by k.clause")
                .param("standard", standard)
                .param("edition", edition)
                .query(rs -> {
                    String clause = rs.getString("clause");
                    String address = standard + "|" + edition + "|" + clause;
                    cited.put(
                            clause,
                            new ClauseCiters.Cited(
                                    key, rs.getInt("n"), list + URLEncoder.encode(address, StandardCharsets.UTF_8)));
                });
        return cited;
    }
}
