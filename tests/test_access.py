"""Who may do what, as one table: every address and method, for four people.

Ada wrote everything that an address names, and shared version 1 of her packet with Grace, who
manages her; Eve has no business here. What every person has, such as a log, is each one's own.
What is sent is a form with nothing filled in: 422 is the answer to somebody who may. `login` leads
to the sign-in page. Below /api/v1/ it is each one's program that asks, with a token for everything;
a change there names the revision it is of. A word after a colon names another object:

    :answered   Grace answered it
    :asked      Henry asks Grace to be his manager
    :bundled    a preset that comes with Bragdoc
    :cancelled  testimony that Ada asked for and took back
    :discarded  Ada put it away, and can have it back
    :draft      the pages of Ada's draft, where the others are of version 1
    :expired    testimony that Ada asked for and nobody gave in time
    :given      testimony in a colleague's own words
    :outdated   a part of somebody who reviews as Ada's manager, which is Grace by now
    :own        a section of Ada's own, where the others are of the ladder
    :removed    the part of a reviewer whom Ada removed a moment ago
    :secret     a ladder that is Ada's alone
    :shared     a draft of the installation's ladder, which Grace was named to edit
    :undated    a candidate that names no day
    :unknown    nothing has this name or number
    :withdrawn  a version that Ada shared and took back; a preset that the company took back
"""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from bragdoc.ladders.document import LadderDocument
from bragdoc.models import (
    Candidate,
    Import,
    LadderImport,
    LadderVersion,
    Pause,
    Person,
    Project,
    ReminderPlan,
    SavedFilter,
)
from bragdoc.models.weeks import monday_of
from bragdoc.reminding.links import sign_stop, sign_week
from packets.builder.discarding import discard
from packets.compose import compose
from packets.exports.options import PdfOptions
from packets.models import (
    Comment,
    Decision,
    EarlierText,
    Letterhead,
    Notification,
    Rendering,
    ShareLink,
)
from packets.sharing import move_packet
from tests.bragdoc.draft_scenes import draft_arguments
from tests.bragdoc.looking_scenes import looking_arguments
from tests.clients import browser_of, program_of
from tests.factories import (
    LADDER,
    EntryFactory,
    ManagementFactory,
    PacketFactory,
    PlacementFactory,
    TokenFactory,
    UserFactory,
)
from tests.packets.panel_scenes import panel_arguments
from tests.packets.preset_scenes import preset_arguments
from tests.packets.reviewer_scenes import reviewer_arguments
from tests.packets.scenes import place, rate, share
from tests.packets.testimony_scenes import arguments_of_testimony

ACCESS = """
          url                                    anonymous   eve   grace   ada

    # The first page, settings, managers
    GET   home                                   200         302   302     302
    GET   settings                               login       200   200     200
    POST  settings                               login       422   422     422
    POST  theme                                  login       302   302     302
    GET   manager                                login       200   200     200
    POST  manager                                login       422   422     422
    POST  manager-answer                         login       404   404     404
    POST  manager-answer:asked                   login       404   302     404
    POST  manager-end                            login       404   302     302
    POST  manager-end:asked                      login       404   404     404
    GET   token-list                             login       200   200     200
    POST  token-list                             login       302   302     302
    GET   token-revoke                           login       404   404     200
    POST  token-revoke                           login       404   404     302

    # The week, and one line from anywhere
    GET   week-now                               login       302   302     302
    GET   week                                   login       200   200     200
    POST  week-close                             login       302   302     302
    POST  candidate-triage                       login       404   404     302
    POST  candidate-triage:undated               login       404   404     404
    POST  quick-add                              login       422   422     422
    POST  quick-read                             login       200   200     200
    GET   quick-add                              login       200   200     200
    GET   line-queue                             login       200   200     200
    POST  line-queue                             login       422   422     422
    GET   line-tokens                            login       200   200     200
    GET   line-help                              200         200   200     200
    GET   quick-ways                             200         200   200     200

    # Wins
    GET   entry-list                             login       200   200     200
    GET   entry-export                           login       200   200     200
    GET   entry-export:unknown                   login       404   404     404
    GET   month                                  login       200   200     200
    GET   saved-filter-list                      login       200   200     200
    POST  saved-filter-list                      login       422   422     422
    POST  saved-filter-rename                    login       404   404     422
    POST  saved-filter-delete                    login       404   404     302
    POST  saved-filter-restore                   login       302   302     302
    POST  entry-bulk                             login       422   422     422
    POST  entry-bulk-undo                        login       302   302     302
    POST  entry-preview                          login       200   200     200
    GET   entry-detail                           login       404   404     200
    GET   entry-detail:discarded                 login       404   404     404
    POST  entry-detail                           login       404   404     422
    GET   entry-line                             login       404   404     200
    GET   entry-sentences                        login       404   404     200
    POST  entry-tag                              login       404   404     422
    POST  entry-measure                          login       404   404     422
    GET   follow-up                              login       404   404     200
    POST  follow-up                              login       404   404     422
    GET   follow-up:unknown                      login       404   404     404
    POST  entry-discard                          login       404   404     302
    POST  entry-restore                          login       404   404     404
    POST  entry-restore:discarded                login       404   404     302

    # Reminders
    GET   reminders                              login       200   200     200
    POST  reminders                              login       422   422     422
    POST  pause-create                           login       422   422     422
    POST  pause-remove                           login       404   404     302
    POST  pause-restore                          login       302   302     302
    POST  pause-restore:unknown                  login       404   404     404
    POST  feed-make                              login       200   200     200
    POST  feed-remove                            login       302   302     302
    GET   calendar-feed                          200         200   200     200
    GET   calendar-feed:unknown                  404         404   404     404
    GET   reminder-link                          login       404   404     302
    GET   reminder-link:unknown                  login       404   404     404
    GET   reminder-later                         login       404   404     200
    POST  reminder-later                         login       404   404     302
    GET   reminder-stop                          200         200   200     200
    GET   reminder-stop:unknown                  404         404   404     404
    POST  reminder-stop                          200         200   200     200

    # What I did on a project, and with a person
    GET   project-list                           login       200   200     200
    GET   project-detail                         login       404   404     200
    POST  project-rename                         login       404   404     422
    POST  project-merge                          login       404   404     422
    GET   person-list                            login       200   200     200
    GET   person-detail                          login       404   404     200
    POST  person-rename                          login       404   404     422
    POST  person-merge                           login       404   404     422
    POST  merge-undo                             login       302   302     302

    # What imports propose
    GET   inbox                                  login       200   200     200
    POST  inbox-several                          login       302   302     302
    GET   inbox-merge                            login       302   302     302
    POST  inbox-merge                            login       302   302     302
    POST  inbox-restore                          login       302   302     302
    GET   candidate-detail                       login       404   404     200
    POST  candidate-detail                       login       404   404     422
    POST  candidate-accept                       login       404   404     422
    POST  candidate-discard                      login       404   404     302
    POST  candidate-never                        login       404   404     302
    POST  candidate-restore                      login       404   404     302
    GET   brag-import                            login       200   200     200
    POST  brag-import                            login       422   422     422
    GET   git-import                             login       200   200     200
    POST  git-import                             login       422   422     422
    GET   import-detail                          login       404   404     200
    POST  import-detail                          login       404   404     422
    POST  import-stop                            login       404   404     302
    POST  import-again                           login       404   404     302

    # Looking back and ahead
    GET   goal-list                              login       200   200     200
    GET   goal-quarter                           login       200   200     200
    POST  goal-create                            login       422   422     422
    GET   goal-detail                            login       404   404     200
    POST  goal-detail                            login       404   404     422
    POST  goal-settle                            login       404   404     422
    POST  goal-move                              login       404   404     302
    POST  goal-place                             login       404   404     302
    POST  goal-take-out                          login       404   404     302
    GET   reflection-now                         login       302   302     302
    GET   reflection                             login       200   200     200
    POST  reflection                             login       422   422     422
    GET   impact-audit                           login       404   404     200
    POST  impact-audit                           login       404   404     422
    GET   balance                                login       200   200     200

    # Ladders, and one's place on them
    GET   ladder-list                            login       200   200     200
    GET   ladder-detail                          login       200   200     200
    GET   ladder-level                           login       200   200     200
    GET   ladder-competency                      login       200   200     200
    GET   ladder-findings                        login       200   200     200
    GET   ladder-compare                         login       200   200     200
    GET   level-diff                             login       302   302     302
    GET   ladder-detail:secret                   login       404   404     200
    GET   ladder-compare:secret                  login       404   404     200
    GET   ladder-level:secret                    login       404   404     200
    GET   ladder-competency:secret               login       404   404     200
    GET   ladder-findings:secret                 login       404   404     200
    GET   ladder-export                          login       200   200     200
    GET   ladder-export:secret                   login       404   404     200
    GET   ladder-export:unknown                  login       404   404     404
    GET   ladder-template                        login       200   200     200
    GET   ladder-schema                          200         200   200     200
    GET   ladder-bring                           login       200   200     200
    POST  ladder-bring                           login       422   422     422
    GET   ladder-import                          login       404   404     200
    GET   ladder-import:discarded                login       404   404     404
    POST  ladder-import                          login       404   404     422
    POST  ladder-import-draft                    login       404   404     422
    POST  ladder-import-discard                  login       404   404     302
    POST  ladder-import-restore                  login       404   404     404
    POST  ladder-import-restore:discarded        login       404   404     302
    POST  ladder-version-create                  login       302   302     302
    POST  ladder-version-create:secret           login       404   404     302
    POST  ladder-retire                          login       404   302     404
    POST  ladder-retire:secret                   login       404   404     302
    GET   ladder-editors                         login       404   404     404
    POST  ladder-editors                         login       404   404     404
    POST  ladder-editor-remove                   login       404   404     404

    # Drafts of ladders
    GET   ladder-create                          login       200   200     200
    POST  ladder-create                          login       422   422     422
    GET   draft-detail                           login       404   404     200
    GET   draft-detail:discarded                 login       404   404     404
    GET   draft-detail:shared                    login       404   200     404
    POST  draft-detail                           login       404   404     422
    POST  draft-detail:shared                    login       404   422     404
    GET   draft-levels                           login       404   404     200
    POST  draft-levels                           login       404   404     422
    GET   draft-track                            login       404   404     200
    POST  draft-track                            login       404   404     422
    GET   draft-position                         login       404   404     200
    POST  draft-position                         login       404   404     422
    GET   draft-scale                            login       404   404     200
    POST  draft-scale                            login       404   404     422
    GET   draft-area                             login       404   404     200
    POST  draft-area                             login       404   404     422
    GET   draft-competency                       login       404   404     200
    GET   draft-competency:unknown               login       404   404     404
    POST  draft-competency                       login       404   404     422
    POST  draft-add                              login       404   404     422
    POST  draft-add:unknown                      login       404   404     404
    POST  draft-move                             login       404   404     302
    POST  draft-remove                           login       404   404     302
    POST  draft-remove:unknown                   login       404   404     404
    POST  draft-put-back                         login       404   404     404
    GET   draft-text                             login       404   404     200
    POST  draft-text                             login       404   404     422
    POST  draft-go-back                          login       404   404     302
    GET   draft-publish                          login       404   404     200
    GET   draft-publish:shared                   login       404   200     404
    POST  draft-publish                          login       404   404     422
    POST  draft-discard                          login       404   404     302
    POST  draft-restore                          login       404   404     404
    POST  draft-restore:discarded                login       404   404     302

    # A place on a ladder
    GET   retag                                  login       200   200     200
    POST  retag                                  login       422   422     422
    GET   retag-choose                           login       404   404     404
    POST  retag-undo                             login       302   302     302
    GET   placement                              login       200   200     200
    POST  placement                              login       422   422     422
    POST  placement-move                         login       302   302     302
    POST  placement-move:secret                  login       404   404     404
    GET   claims                                 login       200   200     200
    POST  claims                                 login       422   422     422
    GET   coverage                               login       200   200     200
    GET   coverage-table                         login       200   200     200
    GET   coverage-evidence                      login       200   200     200
    GET   coverage-evidence:unknown              login       404   404     404
    GET   not-applicable                         login       200   200     200
    GET   not-applicable:unknown                 login       404   404     404
    POST  not-applicable                         login       422   422     422
    POST  not-applicable-withdraw                login       302   302     302
    POST  not-applicable-restore                 login       404   404     404

    # Packets: the draft
    GET   packet-list                            login       200   200     200
    GET   packet-create                          login       200   200     200
    POST  packet-create                          login       422   422     422

    # Presets: Ada's own, one that is bundled, and one that the company withdrew
    GET   preset-list                            login       200   200     200
    GET   preset-create                          login       200   200     200
    POST  preset-create                          login       422   422     422
    GET   preset-detail                          login       404   404     200
    GET   preset-detail:bundled                  login       200   200     200
    GET   preset-detail:withdrawn                login       404   404     404
    GET   preset-file                            login       404   404     200
    POST  preset-copy                            login       404   404     302
    POST  preset-copy:bundled                    login       302   302     302
    GET   preset-edit                            login       404   404     200
    POST  preset-edit                            login       404   404     422
    GET   preset-edit:withdrawn                  login       404   404     404
    POST  preset-edit:withdrawn                  login       404   404     404
    POST  preset-publish                         login       404   404     404
    POST  preset-withdraw                        login       404   404     404
    POST  preset-delete                          login       404   404     302
    POST  preset-restore                         login       302   302     302

    # Packets: the draft
    GET   packet-import                          login       200   200     200
    POST  packet-import                          login       422   422     422
    POST  packet-import-plan                     login       422   422     422
    GET   packet-detail                          login       404   404     200
    POST  packet-detail                          login       404   404     422
    POST  packet-claims-update                   login       404   404     302
    GET   packet-outline                         login       404   404     200
    GET   packet-proposal                        login       404   404     200
    POST  packet-proposal                        login       404   404     302
    POST  proposal-undo                          login       404   404     302
    GET   packet-preset                          login       404   404     200
    POST  packet-preset                          login       404   404     422
    POST  packet-preset-undo                     login       404   404     302
    POST  section-create                         login       404   404     422
    GET   packet-section                         login       404   404     200
    POST  packet-section                         login       404   404     422
    POST  section-discard                        login       404   404     404
    POST  section-discard:own                    login       404   404     302
    POST  section-move                           login       404   404     302
    POST  section-restore                        login       404   404     404
    POST  section-restore:discarded              login       404   404     302
    GET   earlier-texts                          login       404   404     200
    POST  earlier-text-bring-back                login       404   404     302
    POST  evidence-place                         login       404   404     404
    GET   evidence-detail                        login       404   404     200
    GET   evidence-detail:discarded              login       404   404     404
    POST  evidence-detail                        login       404   404     422
    GET   evidence-frame                         login       404   404     200
    GET   evidence-frame:discarded               login       404   404     404
    POST  evidence-frame                         login       404   404     422
    POST  evidence-tell                          login       404   404     302
    POST  evidence-mark                          login       404   404     404
    POST  evidence-move                          login       404   404     302
    POST  evidence-show                          login       404   404     404
    POST  evidence-take-out                      login       404   404     302
    POST  evidence-take-out:discarded            login       404   404     302
    POST  evidence-put-back                      login       404   404     302
    POST  evidence-put-back:discarded            login       404   404     302
    GET   packet-gaps                            login       404   404     200
    POST  packet-gaps                            login       404   404     422
    POST  gap-open                               login       404   404     404
    POST  gap-excuse                             login       404   404     404
    GET   gap-detail                             login       404   404     200
    GET   gap-detail:discarded                   login       404   404     404
    POST  gap-detail                             login       404   404     422
    POST  gap-move                               login       404   404     302
    POST  gap-discard                            login       404   404     302
    POST  gap-restore                            login       404   404     404
    POST  gap-restore:discarded                  login       404   404     302
    GET   packet-conditions                      login       404   404     200
    POST  packet-conditions                      login       404   404     422
    POST  conditions-copy                        login       404   404     302
    GET   condition-detail                       login       404   404     200
    GET   condition-detail:discarded             login       404   404     404
    POST  condition-detail                       login       404   404     422
    POST  condition-discard                      login       404   404     302
    POST  condition-restore                      login       404   404     404
    POST  condition-restore:discarded            login       404   404     302
    GET   packet-coverage                        login       404   404     200
    GET   packet-preview                         login       404   404     200
    GET   packet-glance                          login       404   404     200
    GET   packet-share                           login       404   404     200
    POST  packet-share                           login       404   404     409
    POST  packet-due                             login       404   404     302
    POST  packet-due-undo                        login       404   404     302

    # Packets: what the checks find before sharing
    GET   packet-preflight                       login       404   404     200
    POST  finding-dismiss                        login       404   404     422
    GET   packet-findings                        login       404   404     200
    POST  finding-restore                        login       404   404     302

    # Packets: versions and their review
    GET   packet-move                            login       404   302     302
    GET   packet-move:unknown                    login       404   404     404
    GET   packet-move:withdrawn                  login       404   404     302
    POST  packet-move                            login       404   409     409
    POST  packet-move:unknown                    login       404   404     404
    POST  packet-move:withdrawn                  login       404   404     409
    GET   packet-decide                          login       404   302     302
    GET   packet-decide:withdrawn                login       404   404     302
    POST  packet-decide                          login       404   409     409
    POST  packet-decide:withdrawn                login       404   404     409
    GET   packet-record                          login       404   200     200
    GET   packet-record:withdrawn                login       404   404     200
    GET   record-export                          login       404   200     200
    GET   record-export:unknown                  login       404   404     404
    GET   record-export:withdrawn                login       404   404     200
    GET   version-detail                         login       404   200     200
    GET   version-detail:withdrawn               login       404   404     200
    GET   version-coverage                       login       404   200     200
    GET   version-coverage:withdrawn             login       404   404     200
    GET   version-detail:unknown                 login       404   404     404
    GET   version-compare                        login       404   200     200
    GET   version-compare:withdrawn              login       404   404     200
    GET   version-label                          login       404   404     200
    POST  version-label                          login       404   404     422
    GET   version-label:unknown                  login       404   404     404

    # Testimony: asked for by an author, given by whoever has the secret
    GET   endorsement-list                       login       404   404     200
    GET   endorsement-ask                        login       404   404     200
    POST  endorsement-ask                        login       404   404     422
    GET   endorsement-again                      login       404   404     200
    POST  endorsement-again                      login       404   404     422
    POST  endorsement-remind                     login       404   404     302
    POST  endorsement-cancel                     login       404   404     302
    POST  endorsement-restore                    login       404   404     302
    POST  endorsement-print                      login       404   404     302
    GET   praise-create                          login       404   404     200
    POST  praise-create                          login       404   404     422
    GET   praise-detail                          login       404   404     200
    POST  praise-detail                          login       404   404     422
    GET   praise-detail:given                    login       404   404     404
    POST  praise-detail:given                    login       404   404     404
    GET   endorse                                200         200   200     200
    POST  endorse                                422         422   422     403
    GET   endorse:cancelled                      404         404   404     404
    POST  endorse:cancelled                      404         404   404     404
    GET   endorse:expired                        404         404   404     404
    POST  endorse:expired                        404         404   404     404
    GET   endorse:unknown                        404         404   404     404
    POST  endorse:unknown                        404         404   404     404
    POST  endorse-decline                        302         302   302     403
    POST  endorse-decline:cancelled              404         404   404     404
    POST  endorse-decline:expired                404         404   404     404
    POST  endorse-decline:unknown                404         404   404     404
    POST  endorse-withdraw                       302         302   302     403
    POST  endorse-withdraw:cancelled             404         404   404     404
    POST  endorse-withdraw:unknown               404         404   404     404
    POST  endorse-confirm                        302         302   302     403
    POST  endorse-confirm:cancelled              404         404   404     404
    POST  endorse-confirm:unknown                404         404   404     404
    POST  endorse-verify                         422         422   422     403
    POST  endorse-verify:cancelled               404         404   404     404
    POST  endorse-verify:unknown                 404         404   404     404

    # Links, for whoever has the secret
    GET   link-list                              login       404   404     200
    POST  link-list                              login       404   404     422
    POST  link-revoke                            login       404   404     302
    GET   link-read                              200         200   200     200
    POST  link-read                              302         302   302     302
    GET   link-read:unknown                      404         404   404     404
    POST  link-read:unknown                      404         404   404     404
    GET   link-pdf                               302         302   302     302
    POST  link-pdf                               302         302   302     302
    GET   link-pdf:unknown                       404         404   404     404
    POST  link-far                               204         204   204     204
    POST  link-far:unknown                       404         404   404     404
    POST  comment-create                         login       404   422     422
    POST  comment-create:withdrawn               login       404   404     422
    POST  comment-resolve                        login       404   302     302
    POST  comment-resolve:withdrawn              login       404   404     302
    POST  version-ratings                        login       404   422     422
    POST  ratings-rest-undo                      login       404   302     404
    POST  decision-plan                          login       404   404     302
    GET   comment-reword                         login       404   200     404
    POST  comment-reword                         login       404   422     404
    POST  comment-discard                        login       404   302     404
    POST  comment-restore                        login       404   404     404
    POST  comment-restore:discarded              login       404   302     404
    POST  comment-accept                         login       404   404     302
    POST  comment-accept:unknown                 login       404   404     404
    POST  comment-accept-undo                    login       404   404     302
    POST  comment-accept-undo:unknown            login       404   404     404
    GET   review-list                            login       200   200     200
    GET   team                                   login       200   200     200
    GET   review-help                            200         200   200     200

    # Who reviews: Grace does, and is asked to review another packet
    GET   reviewer-list                          login       404   404     200
    POST  reviewer-list                          login       404   404     422
    POST  reviewer-role                          login       404   404     302
    POST  reviewer-remove                        login       404   404     302
    POST  reviewer-restore                       login       404   404     404
    POST  reviewer-restore:removed               login       404   404     302
    POST  reviewer-hand-over                     login       404   404     404
    POST  reviewer-hand-over:outdated            login       404   404     302
    GET   reviewer-asked                         login       200   200     200
    POST  reviewer-answer                        login       404   302     404
    POST  reviewer-answer:answered               login       404   404     404
    GET   reviewer-leave                         login       404   200     404
    POST  reviewer-leave                         login       404   302     404
    GET   packet-readers                         login       404   404     200
    POST  version-far                            login       404   204     204
    POST  version-far:withdrawn                  login       404   404     204

    # What Ada and Grace were told
    GET   notification-list                      login       200   200     200
    POST  notification-seen                      login       302   302     302
    GET   notification-open                      login       404   404     302
    GET   notification-open:shared               login       404   302     404
    GET   notification-open:withdrawn            login       404   404     404
    GET   notification-plan                      login       200   200     200
    POST  notification-plan                      login       422   422     422

    GET   season-list                            login       200   200     200

    # Exports
    POST  draft-pdf                              login       404   404     302
    POST  version-pdf                            login       404   302     302
    POST  version-pdf:withdrawn                  login       404   404     302
    GET   packet-schema                          200         200   200     200
    GET   draft-export                           login       404   404     200
    GET   draft-export:unknown                   login       404   404     404
    GET   version-export                         login       404   200     200
    GET   version-export:withdrawn               login       404   404     200
    GET   version-export:unknown                 login       404   404     404
    GET   letterhead                             login       200   200     200
    POST  letterhead                             login       422   422     422
    POST  letterhead-remove                      login       302   302     302
    GET   letterhead-logo                        login       404   404     200
    GET   draft-exports                          login       404   404     200
    POST  draft-exports                          login       404   404     422
    GET   version-exports                        login       404   200     200
    POST  version-exports                        login       404   422     422
    GET   version-exports:withdrawn              login       404   404     200
    POST  version-exports:withdrawn              login       404   404     422
    GET   rendering-detail                       login       404   200     200
    GET   rendering-detail:draft                 login       404   404     200
    GET   rendering-detail:withdrawn             login       404   404     200
    GET   rendering-file                         login       404   200     200
    GET   rendering-file:draft                   login       404   404     200
    GET   rendering-file:withdrawn               login       404   404     200
    POST  rendering-again                        login       404   302     302
    POST  rendering-again:draft                  login       404   404     302
    POST  rendering-again:withdrawn              login       404   404     302

    # Panels
    GET   packet-panels                          login       404   404     200
    GET   case-bring                             login       404   404     200
    POST  case-bring                             login       404   404     409
    GET   panel-list                             login       200   200     200
    GET   panel-detail                           login       404   200     404
    GET   panel-case                             login       404   200     404
    POST  case-take-back                         login       404   404     302

    # Signing up and in
    GET   account_login                          200         302   302     302
    POST  account_login                          200         302   302     302
    GET   account_logout                         302         200   200     200
    POST  account_logout                         302         302   302     302
    GET   account_inactive                       200         200   200     200
    GET   account_signup                         200         302   302     302
    POST  account_signup                         200         302   302     302
    GET   account_reauthenticate                 login       200   200     200
    POST  account_reauthenticate                 login       200   200     200
    GET   account_email                          login       200   200     200
    POST  account_email                          login       302   302     302
    GET   account_email_verification_sent        200         200   200     200
    GET   account_change_password                login       200   200     200
    POST  account_change_password                login       200   200     200
    GET   account_set_password                   login       302   302     302
    POST  account_set_password                   login       302   302     302
    GET   account_reset_password                 200         200   200     200
    POST  account_reset_password                 200         200   200     200
    GET   account_reset_password_done            200         200   200     200
    GET   account_reset_password_from_key        200         200   200     200
    POST  account_reset_password_from_key        200         200   200     200
    GET   account_reset_password_from_key_done   200         200   200     200
    GET   account_confirm_login_code             302         302   302     302
    POST  account_confirm_login_code             302         302   302     302
    GET   account_confirm_email                  200         200   200     200
    POST  account_confirm_email                  404         404   404     404
    GET   usersessions_list                      login       200   200     200
    POST  usersessions_list                      login       302   302     302

    # Programs
    GET   api-entries                            401         200   200     200
    POST  api-entries                            401         422   422     422
    GET   api-entry                              401         404   404     200
    PATCH api-entry                              401         404   404     200
    GET   api-entry:discarded                    401         404   404     404
    POST  api-entry-discard                      401         404   404     200
    POST  api-entry-restore                      401         404   404     404
    POST  api-entry-restore:discarded            401         404   404     200
    GET   api-weeks                              401         200   200     200
    GET   api-week                               401         200   200     200
    POST  api-week-close                         401         200   200     200
    POST  api-week-skip                          401         200   200     200
    POST  api-week-reopen                        401         200   200     200
    GET   api-inbox                              401         200   200     200
    GET   api-candidate                          401         404   404     200
    POST  api-candidate-accept                   401         404   404     422
    POST  api-candidate-discard                  401         404   404     200
    POST  api-candidate-never                    401         404   404     200
    POST  api-candidate-restore                  401         404   404     200
    GET   api-imports                            401         200   200     200
    POST  api-imports                            401         422   422     422
    GET   api-import                             401         404   404     200
    POST  api-import-take                        401         404   404     409
    GET   api-ladders                            401         200   200     200
    GET   api-ladder                             401         200   200     200
    GET   api-ladder:secret                      401         404   404     200
    GET   api-packets                            401         200   200     200
    GET   api-packet-version                     401         404   200     200
    GET   api-packet-version:withdrawn           401         404   404     200
    GET   api-docs                               200         200   200     200
    GET   api-schema                             200         200   200     200
    GET   api-client                             200         200   200     200
    GET   api-unknown                            404         404   404     404
    POST  api-unknown                            404         404   404     404
    PATCH api-unknown                            404         404   404     404
    PUT   api-unknown                            404         404   404     404
    DELETE api-unknown                           404         404   404     404

    # Administrators, machines
    GET   admin:index                            302         302   302     302
    GET   admin:login                            login       403   403     403
    GET   admin:accounts_user_changelist         login       302   302     302
    GET   livez                                  200         200   200     200
    GET   readyz                                 503         503   503     503
    GET   offline                                200         200   200     200
    GET   manifest                               200         200   200     200
    GET   service-worker                         200         200   200     200
"""


def rows():
    for line in ACCESS.splitlines()[2:]:
        if line.strip() and not line.strip().startswith("#"):
            method, name, *expected = line.split()
            yield method, name, expected


@pytest.fixture
def named(ada, grace, eve, managed):
    return arguments_by_name(ada, grace, eve, managed)


def arguments_by_name(ada, grace, eve, managed):
    """The arguments of each address that has some, by its name in the table."""
    packet = PacketFactory(author=ada)
    withdrawn = PacketFactory(author=ada, ladder_version=packet.ladder_version)
    for person in (ada, grace, eve):
        PlacementFactory(person=person, ladder_version=packet.ladder_version)
    waiting, put_away = (
        LadderImport.objects.bring_in(
            owner=ada,
            name="a.csv",
            form="sheet",
            sheets=[{"name": "", "text": "Skill,E1\nCraft,Can."}],
        )
        for _ in range(2)
    )
    put_away.discard()
    secret = LADDER | {"ladder": {"slug": "secret", "name": "Secret", "version": "1"}}
    hidden = LadderVersion.objects.draft_from(LadderDocument.model_validate(secret), owner=ada)
    asked = ManagementFactory(
        engineer=UserFactory(), manager=None, manager_email=grace.email, state="asked"
    )
    kept, discarded = EntryFactory(author=ada), EntryFactory(author=ada)
    discarded.discard()
    Project.objects.named(ada, "Checkout")
    Person.objects.named(ada, "Sam")
    saved = SavedFilter.objects.create(owner=ada, name="Glue", query="kind=glue")
    brought = Import.objects.create(owner=ada, name="wins.md", found=1, known=0)
    candidate = Candidate.objects.create(
        owner=ada, brought_by=brought, key="a", title="Wrote it", line=1, precision="unknown"
    )
    dated = Candidate.objects.create(
        owner=ada,
        brought_by=brought,
        key="b",
        title="Wrote it that day",
        line=2,
        precision="day",
        starts_on=date(2026, 11, 16),
        ends_on=date(2026, 11, 16),
    )
    placed, taken_out = place(packet), place(packet, "Taken out")
    taken_out.take_out()
    packet.sections.create(key="glue", title="Glue work", position=9)
    no_section = discard(packet.sections.create(key="rota", title="Rota", position=10))
    earlier = EarlierText.objects.add(packet, packet.sections.get(key="delivery"), "claim", "Then")
    gap, no_gap = (packet.gaps.create(title=title) for title in ("Kept", "Taken out"))
    no_gap.discard()
    condition, no_condition = (packet.conditions.create(text=text) for text in ("Kept", "Out"))
    no_condition.discard()
    first, taken_back = (share(each).versions.get() for each in (packet, withdrawn))
    rate(first, grace)
    decision = Decision.objects.create(
        event=withdrawn.events.newest_first()[0], conditions=["More."], again_on=date(2099, 1, 1)
    )
    link, link_secret = ShareLink.objects.make(
        version=first, reader="Sam", parts=[], days=14, passcode=""
    )
    comment, unseen = (
        Comment.objects.create(version=version, section="opening", author=grace, text="Yes.")
        for version in (first, taken_back)
    )
    said_no_more = first.comments.create(section="opening", author=grace, text="No.")
    suggested = first.comments.create(
        section="delivery", author=grace, suggestion="Now", accepted_at=first.frozen_at
    )
    said_no_more.discard()
    of_version, of_withdrawn = (
        Rendering.objects.of_version(version, PdfOptions()) for version in (first, taken_back)
    )
    of_draft = Rendering.objects.of_draft(packet, compose(packet), PdfOptions())
    Rendering.objects.update(state="done", pdf=b"%PDF", pages=1)
    move_packet(withdrawn, "withdraw", by=ada)
    first_told, told_in_vain = (
        Notification.objects.get(kind="shared", version=version) for version in (first, taken_back)
    )
    of_the_comment = Notification.objects.create(
        person=ada, kind="commented", packet=packet, version=first, by=grace, path="/reviews/"
    )
    pause = Pause.objects.create(person=ada, starts_on=date(2026, 12, 21), ends_on=date(2027, 1, 3))
    week = sign_week(ada.pk, monday_of(ada.today()))
    return {
        "pause-remove": (pause.pk,),
        "pause-restore": ("2026-12-21", "2027-01-03"),
        "pause-restore:unknown": ("2026-12-21", "2026-13-01"),
        **arguments_of_testimony(placed),
        "link-revoke": (link.pk,),
        "notification-open": (of_the_comment.pk,),
        "notification-open:shared": (first_told.pk,),
        "notification-open:withdrawn": (told_in_vain.pk,),
        **dict.fromkeys(["link-read", "link-far", "link-pdf"], (link_secret,)),
        **dict.fromkeys(
            ["link-read:unknown", "link-far:unknown", "link-pdf:unknown"], ("nothing",)
        ),
        "calendar-feed": (ReminderPlan.objects.make_feed(ada),),
        "reminder-link": (week,),
        "reminder-later": (week,),
        "reminder-stop": (sign_stop(ada.pk),),
        **dict.fromkeys(
            ["calendar-feed:unknown", "reminder-link:unknown", "reminder-stop:unknown"],
            ("nothing",),
        ),
        **draft_arguments(ada, grace, packet.ladder_version),
        **looking_arguments(ada),
        **panel_arguments(first, grace),
        "manager-answer": (managed.pk,),
        "manager-answer:asked": (asked.pk,),
        "manager-end": (managed.pk,),
        "manager-end:asked": (asked.pk,),
        "token-revoke": (TokenFactory(person=ada).pk,),
        "week": (date(2026, 11, 16),),
        "week-close": (date(2026, 11, 16),),
        **dict.fromkeys(
            ["api-week", "api-week-close", "api-week-skip", "api-week-reopen"], ("2026-11-16",)
        ),
        **dict.fromkeys(
            [
                "entry-detail",
                "entry-line",
                "entry-sentences",
                "entry-tag",
                "entry-measure",
                "entry-discard",
                "entry-restore",
            ],
            (kept.pk,),
        ),
        "entry-export": ("csv",),
        "entry-export:unknown": ("pdf",),
        "month": (date(2026, 11, 1),),
        **dict.fromkeys(["saved-filter-rename", "saved-filter-delete"], (saved.pk,)),
        **dict.fromkeys(["project-detail", "project-rename", "project-merge"], ("checkout",)),
        **dict.fromkeys(["person-detail", "person-rename", "person-merge"], ("sam",)),
        **dict.fromkeys(["entry-detail:discarded", "entry-restore:discarded"], (discarded.pk,)),
        **dict.fromkeys(["api-entry", "api-entry-discard", "api-entry-restore"], (kept.pk,)),
        **dict.fromkeys(["api-entry:discarded", "api-entry-restore:discarded"], (discarded.pk,)),
        **dict.fromkeys(
            [
                "candidate-detail",
                "candidate-accept",
                "candidate-discard",
                "candidate-never",
                "candidate-restore",
            ],
            (candidate.pk,),
        ),
        "candidate-triage": (dated.pk,),
        "candidate-triage:undated": (candidate.pk,),
        "follow-up": (kept.pk, 30),
        "follow-up:unknown": (kept.pk, 31),
        **dict.fromkeys(["import-detail", "import-stop", "import-again"], (brought.pk,)),
        **dict.fromkeys(
            [
                "ladder-import",
                "ladder-import-draft",
                "ladder-import-discard",
                "ladder-import-restore",
            ],
            (waiting.pk,),
        ),
        **dict.fromkeys(
            ["ladder-import:discarded", "ladder-import-restore:discarded"], (put_away.pk,)
        ),
        "ladder-detail": ("small",),
        "ladder-level": ("small", "ic", "staff"),
        "ladder-competency": ("small", "delivery"),
        **dict.fromkeys(
            [
                "coverage-evidence",
                "not-applicable",
                "not-applicable-withdraw",
                "not-applicable-restore",
            ],
            ("delivery",),
        ),
        **dict.fromkeys(["coverage-evidence:unknown", "not-applicable:unknown"], ("nothing",)),
        "ladder-findings": ("small",),
        "ladder-findings:secret": ("secret",),
        "ladder-compare": ("small",),
        "ladder-compare:secret": ("secret",),
        "placement-move": (packet.ladder_version.pk,),
        "placement-move:secret": (hidden.pk,),
        **dict.fromkeys(
            [
                "api-candidate",
                "api-candidate-accept",
                "api-candidate-discard",
                "api-candidate-never",
                "api-candidate-restore",
            ],
            (candidate.pk,),
        ),
        **dict.fromkeys(["api-import", "api-import-take"], (brought.pk,)),
        "api-ladder": (packet.ladder_version.pk,),
        "api-ladder:secret": (hidden.pk,),
        "ladder-detail:secret": ("secret",),
        "ladder-level:secret": ("secret", "ic", "staff"),
        "ladder-competency:secret": ("secret", "delivery"),
        "ladder-export": ("small", "csv"),
        "ladder-export:secret": ("secret", "csv"),
        "ladder-export:unknown": ("small", "xml"),
        **dict.fromkeys(
            [
                "packet-detail",
                "packet-claims-update",
                "packet-proposal",
                "packet-preset",
                "packet-preset-undo",
                "section-create",
                "packet-gaps",
                "gap-open",
                "gap-excuse",
                "packet-conditions",
                "conditions-copy",
                "packet-coverage",
                "packet-preview",
                "packet-share",
                "packet-due",
                "packet-due-undo",
                "version-compare",
                "packet-decide",
                "packet-record",
                "packet-preflight",
                "link-list",
                "finding-dismiss",
                "draft-pdf",
            ],
            (packet.pk,),
        ),
        **dict.fromkeys(
            ["packet-section", "section-discard", "evidence-place"], (packet.pk, "delivery")
        ),
        "proposal-undo": (packet.pk, 0, 0),
        "section-discard:own": (packet.pk, "glue"),
        "section-move": (packet.pk, "delivery"),
        **dict.fromkeys(["earlier-texts", "packet-glance"], (packet.pk, "delivery")),
        **dict.fromkeys(["earlier-text-bring-back", "section-restore"], (earlier.pk,)),
        "section-restore:discarded": (no_section.pk,),
        **dict.fromkeys(
            [
                "evidence-detail",
                "evidence-frame",
                "evidence-tell",
                "evidence-mark",
                "evidence-move",
                "evidence-show",
                "evidence-take-out",
                "evidence-put-back",
            ],
            (placed.pk,),
        ),
        **dict.fromkeys(
            [
                "evidence-detail:discarded",
                "evidence-frame:discarded",
                "evidence-take-out:discarded",
                "evidence-put-back:discarded",
            ],
            (taken_out.pk,),
        ),
        **dict.fromkeys(["gap-detail", "gap-move", "gap-discard", "gap-restore"], (gap.pk,)),
        **dict.fromkeys(["gap-detail:discarded", "gap-restore:discarded"], (no_gap.pk,)),
        **dict.fromkeys(
            ["condition-detail", "condition-discard", "condition-restore"], (condition.pk,)
        ),
        **dict.fromkeys(
            ["condition-detail:discarded", "condition-restore:discarded"], (no_condition.pk,)
        ),
        "packet-findings": (packet.pk, "delivery"),
        "packet-outline": (packet.pk, "delivery"),
        **preset_arguments(ada),
        **reviewer_arguments(ada, grace, packet, withdrawn),
        "finding-restore": (packet.dismissals.create(reason="It is so.").pk,),
        "packet-move": (packet.pk, "endorse"),
        "packet-move:unknown": (packet.pk, "promote"),
        "packet-move:withdrawn": (withdrawn.pk, "endorse"),
        "packet-decide:withdrawn": (withdrawn.pk,),
        "packet-record:withdrawn": (withdrawn.pk,),
        "record-export": (packet.pk, "md"),
        "record-export:unknown": (packet.pk, "docx"),
        "record-export:withdrawn": (withdrawn.pk, "json"),
        **dict.fromkeys(
            [
                "version-detail",
                "version-coverage",
                "version-label",
                "version-ratings",
                "ratings-rest-undo",
                "comment-create",
                "version-pdf",
                "api-packet-version",
            ],
            (packet.pk, 1),
        ),
        **dict.fromkeys(
            [
                "version-detail:withdrawn",
                "version-coverage:withdrawn",
                "comment-create:withdrawn",
                "version-pdf:withdrawn",
                "api-packet-version:withdrawn",
            ],
            (withdrawn.pk, 1),
        ),
        **dict.fromkeys(["version-detail:unknown", "version-label:unknown"], (packet.pk, 2)),
        "version-compare:withdrawn": (withdrawn.pk,),
        "draft-exports": (packet.pk,),
        "version-exports": (packet.pk, 1),
        "version-exports:withdrawn": (withdrawn.pk, 1),
        "draft-export": (packet.pk, "docx"),
        "draft-export:unknown": (packet.pk, "exe"),
        "version-export": (packet.pk, 1, "zip"),
        "version-export:unknown": (packet.pk, 1, "exe"),
        "version-export:withdrawn": (withdrawn.pk, 1, "markdown"),
        "letterhead-logo": (Letterhead.objects.put(ada, name="Larkfield", logo=b"\x89PNG").pk,),
        **dict.fromkeys(
            ["comment-resolve", "comment-reword", "comment-discard", "comment-restore"],
            (comment.pk,),
        ),
        "decision-plan": (decision.pk,),
        "comment-restore:discarded": (said_no_more.pk,),
        "comment-accept": (suggested.pk,),
        "comment-accept:unknown": (comment.pk,),
        "comment-accept-undo": (suggested.pk, earlier.pk),
        "comment-accept-undo:unknown": (suggested.pk, 0),
        "comment-resolve:withdrawn": (unseen.pk,),
        **{
            f"rendering-{act}{which}": (rendering.pk,)
            for act in ("detail", "file", "again")
            for which, rendering in (
                ("", of_version),
                (":draft", of_draft),
                (":withdrawn", of_withdrawn),
            )
        },
        "account_confirm_email": ("no-such-key",),
        "account_reset_password_from_key": ("1", "no-such-key"),
    }


def answer_to(client, method, url):
    """The status, or `login`. What the request changes is undone."""
    with transaction.atomic():
        if "/api/" in url:
            sent = '{"revision": 1}' if method == "PATCH" else "{}"
            response = client.generic(method, url, sent, "application/json")
        else:
            response = client.get(url) if method == "GET" else client.post(url, {"csrf": ""})
        transaction.set_rollback(True)
    leads_to = response.get("Location", "")
    return "login" if leads_to.startswith("/accounts/login/?") else str(response.status_code)


def test_each_person_is_answered_as_the_table_says(named, ada, grace, eve):
    found = {}
    for method, name, _expected in rows():
        of_admin = name.startswith("admin:")
        url = reverse(name if of_admin else name.partition(":")[0], args=named.get(name))
        client_of = program_of if name.startswith("api-") else browser_of
        cache.clear()  # wrong secrets are counted, and here are many
        clients = [Client(), *map(client_of, (eve, grace, ada))]
        found[method, name] = [answer_to(client, method, url) for client in clients]
    assert found == {(method, name): expected for method, name, expected in rows()}


# Every address has a row.


def routes(resolver):
    """Every address there is, but those below Django's administration."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name, pattern.callback
        elif pattern.app_name != "admin":
            yield from routes(pattern)


def methods(view):
    """What a view answers. allauth's are classes, in which PUT is another name for POST."""
    if made_by := getattr(view, "view_class", None):
        return {method for method in ("GET", "POST") if hasattr(made_by, method.lower())}
    allowed = view(RequestFactory().options("/"))["Allow"].split(", ")
    return {*allowed} - {"HEAD", "OPTIONS"}


def test_every_address_and_method_has_a_row():
    there_are = {
        (method, name) for name, view in routes(get_resolver()) for method in methods(view)
    }
    told = {
        (method, name.partition(":")[0])
        for method, name, _expected in rows()
        if not name.startswith("admin:")
    }
    assert told == there_are
