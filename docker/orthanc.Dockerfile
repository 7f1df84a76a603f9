# Orthanc as the router between the hospital's DIMSE and LevelRead's DICOMweb: Debian's own packages, the versions that
# LevelRead's tests run against.
FROM docker.io/library/debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends orthanc orthanc-dicomweb \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir -p /data \
 && chown orthanc /data
COPY docker/orthanc.json docker/router.lua /etc/orthanc-levelread/
USER orthanc
VOLUME ["/data"]
EXPOSE 4242 8042
# it asks for a password: that answer says that it is there
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8042 && printf 'GET /system HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 401 ' <&3"]
ENTRYPOINT ["/usr/sbin/Orthanc", "/etc/orthanc-levelread/orthanc.json"]
