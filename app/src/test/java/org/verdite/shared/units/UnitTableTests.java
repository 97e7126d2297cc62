package org.verdite.shared.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTableTests {

    private final UnitTable units = UnitTable.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MG/L|mg/L",
                "mg/l|mg/L",
                "Mg/L|mg/L",
                "毫克/升|mg/L",
                "ug/L|µg/L",
                "µg/L|µg/L",
                "μg/L|µg/L",
                "UG/L|µg/L",
                "PH|pH",
                "PH UNITS|pH",
                "std units|pH",
                "None|-",
                "无量纲|-",
                "REL UNITS|-",
                "DEG C|°C",
                "deg C|°C",
                "℃|°C",
                "NTU|NTU",
                "USIE/CM|µS/cm",
                "uS/cm @25C|µS/cm",
                "umho/cm|µS/cm",
                "µS/cm|µS/cm",
                "mS/cm|mS/cm",
                "mg/l as N|mg/L as N",
                "mg/l asNO3|mg/L as NO3",
                "mg/l CaCO3|mg/L as CaCO3",
                "mg/l NH4|mg/L as NH4",
                "MPN/100mL|MPN/100mL",
                "cfu/100ml|CFU/100mL",
                "dB(A)|dB",
                "ug/m3|µg/m³",
                "mg/m³|mg/m³",
                "mg/kg dry|mg/kg dry",
                "L/sec|L/s",
                "升/秒|L/s",
                "m3/sec|m³/s",
                "ng/m3|ng/m³",
                "t/(km2*month)|t/km²·month",
                "ppb|ppb",
                "%|%"
            })
    void one_unit_has_one_spelling_however_it_was_written(String written, String shown) {
        assertThat(units.canonical(written)).contains(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "mg/L,µg/L,0.061,61",
        "µg/L,mg/L,1,0.001",
        "ng/L,µg/L,250,0.25",
        "mS/cm,µS/cm,1.2,1200",
        "°F,°C,212,100",
        "°C,K,0,273.15"
    })
    void a_figure_is_converted_exactly(String from, String to, BigDecimal value, BigDecimal expected) {
        assertThat(linear(from, to).apply(value)).isEqualByComparingTo(expected);
    }

    @Test
    void powers_of_ten_stay_decimal() {
        assertThat(linear("mg/L", "µg/L").powerOfTen()).isTrue();
        assertThat(linear("mg/L", "µg/L").exponent()).isEqualTo(3);
        assertThat(linear("µg/L", "mg/L").exponent()).isEqualTo(-3);
        assertThat(linear("PH UNITS", "pH").same()).isTrue();
        assertThat(linear("°F", "°C").powerOfTen()).isFalse();
    }

    @Test
    void nitrate_as_nitrate_becomes_nitrate_as_nitrogen_by_molar_mass() {
        assertThat(linear("mg/l asNO3", "mg/L as N").apply(10.0)).isCloseTo(2.2590, within(0.0001));
        assertThat(linear("mg/l as PO4", "ug/L as P").apply(1.0)).isCloseTo(326.14, within(0.01));
    }

    @Test
    void what_it_is_counted_as_is_never_guessed() {
        assertThat(refused("mg/L", "mg/L as N")).isEqualTo("ui.unit.basisUnstated");
        assertThat(refused("mg/L as N", "mg/L as P")).isEqualTo("ui.unit.basis");
    }

    @ParameterizedTest
    @CsvSource({
        "mg/L,°C",
        "NTU,FNU",
        "NTU,mg/L",
        "MPN/100mL,CFU/100mL",
        "dB,-",
        "mg/kg,mg/L",
        "pH,mg/L",
        "%,mg/L",
        "µS/cm,mg/L",
        "PSU,mg/L"
    })
    void different_things_never_convert(String from, String to) {
        assertThat(refused(from, to)).isEqualTo("ui.unit.differs");
    }

    @Test
    void dry_weight_and_wet_weight_are_two_things() {
        assertThat(refused("mg/kg dry", "mg/kg")).isEqualTo("ui.unit.dry");
    }

    @Test
    void parts_per_million_need_stated_conditions() {
        assertThat(refused("ppm", "mg/L")).isEqualTo("ui.unit.ppm");
        assertThat(((Conversion.Linear) units.conversion("ppb", "µg/L", Stated.WATER)).factor())
                .isEqualByComparingTo("1");
        var gas = new Stated.Gas(new BigDecimal("64.066"), BigDecimal.ZERO, new BigDecimal("101.325"));
        assertThat(((Conversion.Linear) units.conversion("ppm", "mg/m³", gas)).apply(1.0))
                .isCloseTo(2.858, within(0.001));
    }

    @Test
    void an_unknown_unit_is_refused_by_name() {
        assertThat(units.canonical("furlong/moon")).isEmpty();
        assertThat(units.conversion("furlong", "mg/L"))
                .isEqualTo(new Conversion.Refused("ui.unit.unknown", java.util.List.of("furlong")));
    }

    /// The exchange table of the US portal, for the units both know. Its own slips (`cfu/100mL` → `cfu/mL` by 100,
    /// `#/100L` → `#/100mL` by 1000, NTU ↔ FNU by a factor) are not in the copy.
    @Test
    void agrees_with_the_exchange_table() throws IOException {
        var wrong = new ArrayList<String>();
        int compared = 0;
        try (var csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .commentCharacter(';')
                .ofNamedCsvRecord(new java.io.InputStreamReader(
                        getClass().getResourceAsStream("/monitoring/wqx-units-sample.csv"), StandardCharsets.UTF_8))) {
            for (var row : csv) {
                compared++;
                var ours = units.conversion(row.getField("Code"), row.getField("Target.Unit"));
                double factor = Double.parseDouble(row.getField("Conversion.Factor"));
                if (!(ours instanceof Conversion.Linear linear)
                        || Math.abs(linear.factor().doubleValue() / factor - 1) > 1e-4) {
                    wrong.add(row.getField("Code") + " → " + row.getField("Target.Unit") + ": " + ours);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(25);
    }

    private Conversion.Linear linear(String from, String to) {
        return (Conversion.Linear) units.conversion(from, to);
    }

    private String refused(String from, String to) {
        return ((Conversion.Refused) units.conversion(from, to)).key();
    }
}
