package org.levelread.dicom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which texts of a kept attribute are kept: those of closed vocabularies, and a model's name that repeats nothing
/// about
/// the patient. A text outside its vocabulary may be anything, a name included.
final class KeptText {
    private static final Map<Integer, Set<String>> TERMS = Map.ofEntries(
            Map.entry(
                    Tag.IMAGE_TYPE,
                    Set.of(
                            "ORIGINAL",
                            "DERIVED",
                            "PRIMARY",
                            "SECONDARY",
                            "AXIAL",
                            "LOCALIZER",
                            "OTHER",
                            "POST_PROCESSED")),
            Map.entry(
                    Tag.MODALITY,
                    Set.of("CR", "DX", "RG", "RF", "XA", "CT", "MR", "US", "NM", "PT", "MG", "IO", "PX", "OT", "SC")),
            Map.entry(Tag.PRESENTATION_INTENT_TYPE, Set.of("FOR PRESENTATION", "FOR PROCESSING")),
            Map.entry(Tag.CONVERSION_TYPE, Set.of("DV", "DI", "DF", "WSD", "SD", "SI", "DRW", "SYN")),
            Map.entry(Tag.PATIENT_SEX, Set.of("M", "F", "O")),
            Map.entry(
                    Tag.BODY_PART_EXAMINED,
                    Set.of(
                            "SPINE",
                            "CSPINE",
                            "TSPINE",
                            "LSPINE",
                            "SSPINE",
                            "CTSPINE",
                            "TLSPINE",
                            "LSSPINE",
                            "WHOLESPINE",
                            "COCCYX",
                            "PELVIS",
                            "HIP",
                            "ABDOMEN",
                            "CHEST",
                            "NECK",
                            "SKULL",
                            "HEAD",
                            "SACRUM",
                            "SIJOINT",
                            "SHOULDER",
                            "EXTREMITY",
                            "LEG",
                            "ARM",
                            "WHOLEBODY",
                            "L SPINE",
                            "T SPINE",
                            "C SPINE")),
            Map.entry(
                    Tag.VIEW_POSITION,
                    Set.of(
                            "AP",
                            "PA",
                            "LL",
                            "RL",
                            "LLD",
                            "RLD",
                            "LLO",
                            "RLO",
                            "LATERAL",
                            "LAT",
                            "LEFT",
                            "RIGHT",
                            "OBLIQUE",
                            "STANDING",
                            "FLEXION",
                            "EXTENSION")),
            Map.entry(Tag.LATERALITY, Set.of("L", "R")),
            Map.entry(Tag.IMAGE_LATERALITY, Set.of("L", "R", "U", "B")),
            Map.entry(Tag.DETECTOR_TYPE, Set.of("DIRECT", "SCINTILLATOR", "STORAGE", "FILM")),
            Map.entry(Tag.PIXEL_SPACING_CALIBRATION_TYPE, Set.of("GEOMETRY", "FIDUCIAL")),
            Map.entry(Tag.BURNED_IN_ANNOTATION, Set.of("YES", "NO")),
            Map.entry(Tag.LOSSY_IMAGE_COMPRESSION, Set.of("00", "01")),
            Map.entry(
                    Tag.LOSSY_IMAGE_COMPRESSION_METHOD,
                    Set.of("ISO_10918_1", "ISO_14495_1", "ISO_15444_1", "ISO_13818_2")),
            Map.entry(Tag.PIXEL_INTENSITY_RELATIONSHIP, Set.of("LIN", "LOG", "OTHER")),
            Map.entry(Tag.RESCALE_TYPE, Set.of("OD", "HU", "US", "MGML", "Z_EFF", "ED", "PCT")),
            Map.entry(Tag.VOI_LUT_FUNCTION, Set.of("LINEAR", "LINEAR_EXACT", "SIGMOID")),
            Map.entry(Tag.MODALITY_LUT_TYPE, Set.of("OD", "HU", "US")),
            Map.entry(Tag.PRESENTATION_LUT_SHAPE, Set.of("IDENTITY", "INVERSE")));

    /// as they begin in capital letters, and as they are written here
    private static final Map<String, String> MAKERS = Map.ofEntries(
            Map.entry("AGFA", "Agfa"),
            Map.entry("CANON", "Canon"),
            Map.entry("CARESTREAM", "Carestream Health"),
            Map.entry("DR SYSTEMS", "DR Systems"),
            Map.entry("EOS", "EOS imaging"),
            Map.entry("FUJI", "Fujifilm"),
            Map.entry("GE ", "GE Healthcare"),
            Map.entry("GENERAL ELECTRIC", "GE Healthcare"),
            Map.entry("HOLOGIC", "Hologic"),
            Map.entry("KODAK", "Kodak"),
            Map.entry("KONICA", "Konica Minolta"),
            Map.entry("LEVELREAD", "LevelRead simulation"),
            Map.entry("LODOX", "Lodox"),
            Map.entry("PHILIPS", "Philips"),
            Map.entry("SAMSUNG", "Samsung"),
            Map.entry("SHIMADZU", "Shimadzu"),
            Map.entry("SIEMENS", "Siemens"),
            Map.entry("STEPHANIX", "Stephanix"),
            Map.entry("SWISSRAY", "Swissray"),
            Map.entry("TOSHIBA", "Toshiba"));

    private static final int LEAST_WORD = 3;

    private final Set<String> identifying = new HashSet<>();

    /// @param source whose names, identifiers and free texts no kept text may repeat
    KeptText(DataSet source) {
        collect(source);
    }

    private void collect(DataSet dataSet) {
        for (DataElement element : dataSet.elements()) {
            if (element.value() instanceof DataElement.Items(List<DataSet> items)) items.forEach(this::collect);
            boolean told = element.tag() == Tag.MANUFACTURER || element.tag() == Tag.MANUFACTURER_MODEL_NAME;
            if (told || !element.vr().usesCharacterSet() && element.vr() != Vr.UN) continue;
            for (String text : dataSet.texts(element.tag())) {
                for (String word : words(text)) if (word.length() >= LEAST_WORD) identifying.add(word);
            }
        }
    }

    private static List<String> words(String text) {
        return List.of(text.toUpperCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
    }

    /// the values of a coded attribute that are in its vocabulary; those of an image type from the first that is not
    /// are
    /// left out
    List<String> coded(DataSet source, int tag) {
        Set<String> terms = TERMS.get(tag);
        if (terms == null) throw new IllegalArgumentException(Tag.text(tag) + " has no vocabulary");
        List<String> kept = new ArrayList<>();
        for (String text : source.texts(tag)) {
            if (!terms.contains(text)) break;
            kept.add(text);
        }
        return kept;
    }

    /// under a name of our own; empty for a maker that is not known
    Optional<String> manufacturer(DataSet source) {
        String text = source.text(Tag.MANUFACTURER).toUpperCase(Locale.ROOT) + " ";
        return MAKERS.entrySet().stream()
                .filter(maker -> text.startsWith(maker.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// of a known maker, and without a word that stands in a name or another text of the source
    Optional<String> model(DataSet source) {
        String text = source.text(Tag.MANUFACTURER_MODEL_NAME);
        if (manufacturer(source).isEmpty() || !text.matches("[A-Za-z0-9 ./_+-]{1,32}")) return Optional.empty();
        return words(text).stream().anyMatch(identifying::contains) ? Optional.empty() : Optional.of(text);
    }
}
