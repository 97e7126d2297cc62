package org.verdite.assessments;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Scanned certificates, lists of authorities and reports of assessments hang on the room's records.
@Component
class CertificateFiles implements EvidenceOwner {

    /// A record's unit and title, by its kind.
    private static final Map<String, String> RECORDS = Map.of(
            "certificate", "select unit_id, number from assessments.certificate where id = :id",
            "recognition", "select unit_id, source from assessments.recognition where id = :id",
            "result", "select unit_id, assessed_by from assessments.result where id = :id");

    private record Found(UnitId unit, String title) {}

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
        return find(kind, key).map(Found::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return find(kind, key).map(f -> switch (kind) {
            case "certificate" -> Certificates.origin(new CertificateId(Long.parseLong(key)), f.title());
            case "recognition" -> Recognitions.origin(Long.parseLong(key), f.title());
            default -> Assessments.origin(Long.parseLong(key), f.title());
        });
    }

    private Optional<Found> find(String kind, String key) {
        @Nullable String sql = RECORDS.get(kind);
        if (sql == null || !key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql(sql)
                .param("id", Long.parseLong(key))
                .query((rs, _) -> new Found(new UnitId(rs.getInt(1)), rs.getString(2)))
                .optional();
    }
}
