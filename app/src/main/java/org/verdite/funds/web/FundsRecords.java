package org.verdite.funds.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// Expenditure lines and rates; a line's history is also that of its reversal.
@Component
class FundsRecords extends SqlRecords {

    FundsRecords(JdbcClient jdbc) {
        super(jdbc, Register.of("funds.posting", """
                        select text as title, '/funds/postings/' || id as path from funds.posting where id = :key""", """
                        select 'funds.posting', id from funds.posting
                        where reverses = :key or id = (select p.reverses from funds.posting p where p.id = :key) order by id desc"""), Register.of("funds.rate", """
                        select currency || ' ' || year || coalesce('-' || lpad(month::text, 2, '0'), '') as title, '/funds/rates?year=' || year as path
                        from funds.rate where id = :key""", """
                        select 'funds.rate', r.id from funds.rate r join funds.rate x on x.id = :key
                        and (r.currency, r.year, coalesce(r.month, 0)) = (x.currency, x.year, coalesce(x.month, 0)) order by r.id desc"""));
        codes("funds.category.", "funds.posting.category");
        codes("ui.currency.", "funds.posting.currency", "funds.rate.currency");
        codes("funds.nature.", "funds.posting.nature");
    }
}
