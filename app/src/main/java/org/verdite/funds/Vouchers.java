package org.verdite.funds;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Invoices and vouchers hang on the lines they prove.
@Component
class Vouchers implements EvidenceOwner {

    private final JdbcClient jdbc;

    Vouchers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String room() {
        return "funds";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        if (!kind.equals("posting") || !key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("select unit_id from funds.posting where id = :id")
                .param("id", Long.parseLong(key))
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional();
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        if (!kind.equals("posting") || !key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("select document from funds.posting where id = :id")
                .param("id", Long.parseLong(key))
                .query((rs, _) -> Ledger.origin(Long.parseLong(key), rs.getString(1)))
                .optional();
    }
}
