package org.verdite.assessments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A certificate with an event and its paper, a recognition and a result.
public class AssessmentsPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var site = new SiteId(Planting.first(beans, "organisation.site", unit));
        var certificates = beans.getBean(Certificates.class);
        var certificate = certificates.issue(new NewCertificate(
                unit,
                "FOREIGN-C",
                NewCertificate.ISO_14001,
                "2015",
                SECRET,
                SECRET,
                LocalDate.of(2023, 1, 1),
                LocalDate.of(2031, 1, 1),
                List.of(site)));
        certificates.event(
                certificate, new NewEvent(EventKind.SURVEILLANCE, LocalDate.of(2024, 1, 1), null, null, SECRET));
        beans.getBean(Recognitions.class)
                .recognise(new NewRecognition(
                        site,
                        NewRecognition.Scheme.GREEN_MINE,
                        NewRecognition.Level.NATIONAL,
                        LocalDate.of(2023, 1, 1),
                        null,
                        2023,
                        SECRET));
        beans.getBean(Assessments.class)
                .record(new NewResult(
                        site,
                        NewRecognition.Scheme.GREEN_MINE,
                        "2018",
                        LocalDate.of(2024, 1, 1),
                        SECRET,
                        NewResult.Outcome.MET,
                        new BigDecimal("91"),
                        SECRET));
    }
}
