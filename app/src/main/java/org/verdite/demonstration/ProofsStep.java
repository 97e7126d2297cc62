package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.assessments.Assessments;
import org.verdite.assessments.CertificateId;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.EventKind;
import org.verdite.assessments.NewCertificate;
import org.verdite.assessments.NewEvent;
import org.verdite.assessments.NewPlan;
import org.verdite.assessments.NewRecognition;
import org.verdite.assessments.NewResult;
import org.verdite.assessments.Recognitions;
import org.verdite.documents.Evidence;
import org.verdite.shared.Origin;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Certificates with what happened to them, recognitions, and results of assessments.
@Component
@Order(40)
class ProofsStep implements Step {

    private final Certificates certificates;
    private final Recognitions recognitions;
    private final Assessments assessments;
    private final Evidence evidence;
    private final Codes codes;

    ProofsStep(
            Certificates certificates,
            Recognitions recognitions,
            Assessments assessments,
            Evidence evidence,
            Codes codes) {
        this.certificates = certificates;
        this.recognitions = recognitions;
        this.assessments = assessments;
        this.evidence = evidence;
        this.codes = codes;
    }

    @Override
    public String name() {
        return "proofs";
    }

    @Override
    public String brings() {
        return InputFiles.rows("certificates.csv").size() + " certificates, "
                + InputFiles.rows("recognitions.csv").size() + " recognitions, "
                + InputFiles.rows("assessments.csv").size() + " assessments";
    }

    @Override
    public void load(LocalDate day) {
        var sites = codes.sites();
        var units = codes.units();
        certificates(sites, day);
        for (Row row : InputFiles.rows("recognitions.csv")) {
            long id = recognitions.recognise(new NewRecognition(
                    Codes.of(sites, row.text("site")),
                    NewRecognition.Scheme.valueOf(row.text("scheme")),
                    NewRecognition.Level.valueOf(row.text("level")),
                    row.day("listed"),
                    row.maybeDay("delisted"),
                    row.number("list_year"),
                    row.text("source")));
            keep(
                    Recognitions.origin(id, row.text("source")),
                    Codes.of(units, row.text("site")),
                    "list-" + row.text("listed") + "-" + row.text("site"),
                    List.of(row.text("source"), "Listed " + row.text("listed"), "Site " + row.text("site")));
        }
        for (Row row : InputFiles.rows("assessments.csv")) {
            long id = assessments.record(new NewResult(
                    Codes.of(sites, row.text("site")),
                    NewRecognition.Scheme.valueOf(row.text("scheme")),
                    row.text("edition"),
                    row.day("on"),
                    row.text("by"),
                    NewResult.Outcome.valueOf(row.text("outcome")),
                    row.maybeDecimal("score"),
                    ""));
            if (row.text("outcome").equals("MET")) {
                keep(
                        Assessments.origin(id, row.text("by")),
                        Codes.of(units, row.text("site")),
                        "report-" + row.text("on") + "-" + row.text("site"),
                        List.of(row.text("edition"), "Met, assessed by " + row.text("by"), "Site " + row.text("site")));
            }
        }
    }

    private void certificates(Map<String, SiteId> sites, LocalDate day) {
        var units = codes.units();
        var covered = InputFiles.rows("certificate_sites.csv");
        var ids = new HashMap<String, CertificateId>();
        for (Row row : InputFiles.rows("certificates.csv")) {
            List<SiteId> its = covered.stream()
                    .filter(c -> c.text("certificate").equals(row.text("number")))
                    .map(c -> Codes.of(sites, c.text("site")))
                    .toList();
            var id = certificates.issue(new NewCertificate(
                    Codes.of(units, row.text("holder")),
                    row.text("number"),
                    row.text("standard"),
                    row.text("edition"),
                    row.text("body"),
                    row.text("scope"),
                    row.day("issued"),
                    row.day("expires"),
                    its));
            ids.put(row.text("number"), id);
            scan(row, id, Codes.of(units, row.text("holder")));
        }
        for (Row row : InputFiles.rows("certificate_events.csv")) {
            if (!row.day("on").isAfter(day)) {
                certificates.event(
                        Codes.of(ids, row.text("certificate")),
                        new NewEvent(
                                EventKind.valueOf(row.text("event")),
                                row.day("on"),
                                row.said("edition"),
                                row.maybeDay("expires"),
                                row.text("note")));
            }
        }
        for (Row row : InputFiles.rows("certificate_plans.csv")) {
            certificates.plan(new NewPlan(
                    Codes.of(sites, row.text("site")),
                    row.text("standard"),
                    row.local("note"),
                    row.text("accepted_by"),
                    row.day("from"),
                    row.maybeDay("to")));
        }
    }

    /// The list or report itself, as it would be scanned.
    private void keep(Origin of, UnitId unit, String name, List<String> lines) {
        var said = new ArrayList<>(lines);
        said.add("Drawn for the demonstration; no such paper exists.");
        evidence.keep(Drawings.of(name + ".pdf", said), name + ".pdf", "application/pdf", unit, of, lines.getFirst());
    }

    /// The paper itself, as it would be scanned.
    private void scan(Row row, CertificateId id, UnitId holder) {
        String number = row.text("number");
        var lines = List.of(
                "Certificate " + number,
                row.text("standard") + ":" + row.text("edition"),
                row.text("body"),
                "Scope: " + row.text("scope"),
                "Issued " + row.text("issued") + ", valid to " + row.text("expires"),
                "Drawn for the demonstration; no such certificate exists.");
        evidence.keep(
                Drawings.of(number + ".pdf", lines),
                number + ".pdf",
                "application/pdf",
                holder,
                new Origin("assessments", "certificate", id.toString(), number, "/assessments/certificates/" + id),
                "Certificate " + number);
    }
}
