-- What LevelRead sends back (its segmentations and reports) goes on to the hospital's archive over DIMSE, where one is named.
function OnStoredInstance(instanceId, tags, metadata, origin)
   local pacs = GetOrthancConfiguration()["DicomModalities"]["pacs"]
   local result = (tags["Modality"] == "SEG" or tags["Modality"] == "SR") and tags["Manufacturer"] == "LevelRead"
   if result and pacs[2] ~= "none" then
      SendToModality(instanceId, "pacs")
   end
end
