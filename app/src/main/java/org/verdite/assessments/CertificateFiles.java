package org.verdite.assessments;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Scanned certificates and lists hang on the room's records.
@Component
class CertificateFiles implements EvidenceOwner {

    private final JdbcClient jdbc;

    CertificateFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String room() {
        return "assessments";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        if (!kind.equals("certificate") || !key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("select unit_id from assessments.certificate where id = :id")
                .param("id", Long.parseLong(key))
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional();
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        if (!kind.equals("certificate") || !key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("select number from assessments.certificate where id = :id")
                .param("id", Long.parseLong(key))
                .query((rs, _) -> Certificates.origin(new CertificateId(Long.parseLong(key)), rs.getString(1)))
                .optional();
    }
}
