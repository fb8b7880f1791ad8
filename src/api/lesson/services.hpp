// What the calls about lessons work with. References, so it is copied freely.
#pragma once

#include "lesson/bar/bar.hpp"
#include "lesson/class/classes.hpp"
#include "lesson/document_desk/document_desk.hpp"
#include "lesson/picture/picture.hpp"
#include "lesson/plan/lesson_desk.hpp"
#include "lesson/replay/replay.hpp"
#include "lesson/retention/repository.hpp"
#include "lesson/upload_desk/upload_desk.hpp"
#include "media/prepare/prepare_house.hpp"
#include "media/record/recordings.hpp"
#include "media/transcode/picture/live_pictures.hpp"
#include "money/access/access.hpp"
#include "money/access/viewer_token.hpp"
#include "room/door/room_server.hpp"
#include "room/feed/replies.hpp"
#include "site/audit/audit.hpp"
#include "site/settings/settings.hpp"

#include <boost/json.hpp>

namespace lyceum::api {

struct LessonServices {
  lesson::LessonDesk& desk;
  lesson::IngestKeys& keys;
  lesson::Reception& reception;
  lesson::Bars& bars;
  lesson::Classes& classes;
  money::Access& access;
  const money::ViewerTokens& viewer_tokens;
  media::Recordings& recordings;
  lesson::ReplayRepository& replays;
  lesson::RetentionRepository& retention;
  room::ReplyRepository& replies;
  lesson::PictureRepository& room_pictures;
  room::RoomLog& room_log;
  room::RoomServer& rooms;
  const media::LivePictures& pictures;
  lesson::UploadDesk& uploads;
  lesson::DocumentDesk& documents;
  const media::PrepareHouse& preparing;
  site::AuditLog& audit;
  const site::Settings& settings;
  const Clock& clock;
  const std::string& public_url;   // the setting; may be empty
  const std::uint16_t& rtmp_port;  // known once the listener is there
};

}  // namespace lyceum::api
