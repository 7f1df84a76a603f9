package org.levelread.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A Digital X-Ray image with an identifier in every place that its attributes allow: none of them may come out again.
public final class PlantedIdentifiers {
    private final List<String> planted = new ArrayList<>();

    /// every planted text, each found nowhere else
    public List<String> all() {
        return List.copyOf(planted);
    }

    private String text() {
        String text = "PLANT" + (char) ('A' + planted.size() / 10) + planted.size() % 10 + "X";
        planted.add(text);
        return text;
    }

    private String digits() {
        String digits = "7770" + (1000 + planted.size()) + "0777";
        planted.add(digits);
        return digits;
    }

    private String date() {
        String date = "1931" + "%02d%02d".formatted(1 + planted.size() % 12, 10 + planted.size() % 18);
        planted.add(date);
        return date;
    }

    /// the file's name, which holds one too
    public String fileName() {
        return fileName;
    }

    private String fileName = "film.dcm";

    /// the same as an object of two frames
    public byte[] twoFrames(String burnedIn, int seed) {
        DataSet film = DicomFile.read(file(burnedIn, seed)).dataSet();
        byte[] one = film.bytes(Tag.PIXEL_DATA);
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        for (int i = 0; i < one.length; i++) two[one.length + i] = one[(i + 640) % one.length];
        return DicomFile.write(film.set(Tag.NUMBER_OF_FRAMES, 2).setBytes(Tag.PIXEL_DATA, Vr.OW, two));
    }

    /// @param burnedIn the value of BurnedInAnnotation
    public byte[] file(String burnedIn, int seed) {
        planted.clear();
        DataSet film = DicomFile.read(SampleDicom.written(SampleDicom.film(80 + seed, 100, 4095)))
                .dataSet();
        film.set(Tag.BURNED_IN_ANNOTATION, burnedIn);
        film.set(Tag.PATIENT_NAME, text() + "^" + text());
        film.set(Tag.PATIENT_ID, text());
        film.set(Tag.ISSUER_OF_PATIENT_ID, text());
        film.set(Tag.PATIENT_BIRTH_DATE, date());
        film.set(Tag.STUDY_DATE, date()).set(Tag.ACQUISITION_DATE, date()).set(Tag.CONTENT_DATE, date());
        film.set(Tag.ACCESSION_NUMBER, text());
        film.set(Tag.REFERRING_PHYSICIAN_NAME, text());
        film.set(Tag.STUDY_ID, text());
        film.set(Tag.INSTITUTION_NAME, text());
        film.set(Tag.STUDY_DESCRIPTION, text()).set(Tag.SERIES_DESCRIPTION, text());
        film.set(0x00081010, Vr.SH, text()); // station
        film.set(0x00081070, Vr.PN, text()); // operator
        film.set(0x00102160, Vr.SH, text()); // ethnic group
        film.set(0x00104000, Vr.LT, "seen with " + text()); // comments
        film.set(0x00321060, Vr.LO, text()); // procedure
        film.set(Tag.DEVICE_SERIAL_NUMBER, text());
        film.set(Tag.MANUFACTURER, "SIEMENS " + text());
        film.set(Tag.MANUFACTURER_MODEL_NAME, film.text(Tag.PATIENT_ID));
        film.set(Tag.BODY_PART_EXAMINED, text());
        film.set(Tag.VIEW_POSITION, text());
        film.set(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY", text());
        film.set(Tag.RESCALE_TYPE, text());
        film.set(Tag.PIXEL_SPACING_CALIBRATION_DESCRIPTION, text());
        film.set(Tag.SERIES_NUMBER, digits()).set(Tag.INSTANCE_NUMBER, digits());
        film.set(Tag.PATIENT_AGE, "097Y");
        for (int tag : new int[] {
            Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID, Tag.FRAME_OF_REFERENCE_UID
        }) {
            film.set(tag, "1.2.826." + digits() + ".3");
        }
        film.set(0x00091010, Vr.LO, text()).set(0x00090010, Vr.LO, text()); // private
        film.setBytes(0x00091011, Vr.UN, text().getBytes(StandardCharsets.US_ASCII));
        film.setItems(
                0x00081140,
                new DataSet()
                        .set(Tag.REFERENCED_SOP_INSTANCE_UID, "1.2.826." + digits())
                        .set(0x00081030, Vr.LO, text()));
        film.setItems(
                Tag.ANATOMIC_REGION_SEQUENCE,
                KeptCodes.code("421060004", "SCT", text())
                        .setItems(0x00082220, new DataSet().set(Tag.CODE_MEANING, text())));
        film.setItems(0x00400275, new DataSet().setItems(0x00400008, new DataSet().set(Tag.CODE_MEANING, text())));
        film.setItems(
                Tag.VOI_LUT_SEQUENCE,
                new DataSet()
                        .set(Tag.LUT_DESCRIPTOR, Vr.US, 2, 0, 12)
                        .set(Tag.LUT_EXPLANATION, text())
                        .set(Tag.LUT_DATA, Vr.US, 0, 4095));
        film.setBytes(0x60003000, Vr.OW, (text() + "_").getBytes(StandardCharsets.US_ASCII)); // overlay
        film.set(0x60001500, Vr.LO, text());
        film.set(0x20300020, Vr.LO, text()); // annotation of a print
        fileName = text() + "^film.dcm";
        byte[] bytes = DicomFile.write(film);
        byte[] preamble = text().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(preamble, 0, bytes, 0, preamble.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes);
        // data set trailing padding
        out.writeBytes(new byte[] {(byte) 0xfc, (byte) 0xff, (byte) 0xfc, (byte) 0xff, 'O', 'B', 0, 0, 8, 0, 0, 0});
        out.writeBytes((text() + " ").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
