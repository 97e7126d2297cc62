package org.verdite.assessments.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.Texts;

/// What programs get of certificates.
final class CertificatesJson {

    private CertificatesJson() {}

    record CertificateJson(
            long id,
            String number,
            String standard,
            String edition,
            String body,
            int sites,
            LocalDate expires,
            String standing) {

        static CertificateJson of(AssessmentPages.CertificateLine l) {
            return new CertificateJson(
                    l.id(), l.number(), l.standard(), l.edition(), l.body(), l.sites(), l.expires(), l.standing());
        }
    }

    record EventJson(
            long id,
            String kind,
            LocalDate happened,
            String edition,
            @Nullable LocalDate expires,
            String note,
            Instant recordedAt,
            @Nullable Instant supersededAt) {}

    record CoveredJson(
            int site, String name, LocalDate from, @Nullable LocalDate to) {}

    record CertificateDetail(
            CertificateJson certificate, String holder, String scope, List<EventJson> events, List<CoveredJson> sites) {

        static CertificateDetail of(AssessmentPages.Certificate c, Texts t) {
            return new CertificateDetail(
                    CertificateJson.of(c.line()),
                    t.of(c.holder()),
                    c.scope(),
                    c.events().stream()
                            .map(e -> new EventJson(
                                    e.id(),
                                    e.kind(),
                                    e.happened(),
                                    e.edition(),
                                    e.expires(),
                                    e.note(),
                                    e.recordedAt(),
                                    e.supersededAt()))
                            .toList(),
                    c.sites().stream()
                            .map(s -> new CoveredJson(s.site(), t.of(s.name()), s.from(), s.to()))
                            .toList());
        }
    }

    record CertificateList(List<CertificateJson> items, String next) {}
}
