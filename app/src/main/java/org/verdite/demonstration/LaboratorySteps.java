package org.verdite.demonstration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.verdite.monitoring.intake.Intake;

/// The two laboratories that report the group's discharges.
@Configuration(proxyBeanMethods = false)
class LaboratorySteps {

    @Bean
    @Order(61)
    Step clearwaterResults(Intake intake, Codes codes) {
        return new LaboratoryStep(intake, codes, LaboratoryFile.CLEARWATER, "Clearwater Testing (fictional)");
    }

    @Bean
    @Order(62)
    Step meridianResults(Intake intake, Codes codes) {
        return new LaboratoryStep(intake, codes, LaboratoryFile.MERIDIAN, "Meridian Analytical (fictional)");
    }
}
